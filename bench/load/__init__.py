"""The load: respondents in a process of their own, on 127.0.0.1 only, bounded in number and time."""
