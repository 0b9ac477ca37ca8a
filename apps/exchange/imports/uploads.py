"""A file posted by a form, written to disk as it comes and cut off at the limit."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from apps.exchange.imports.files import largest_file


class LimitedUpload(TemporaryFileUploadHandler):
    """``was_cut_off`` says afterwards that there was more than we take; the file is then absent."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0
        self.was_cut_off = False

    @property
    def most(self) -> int:
        """In bytes."""
        return largest_file()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > self.most:
            self.was_cut_off = True
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)
