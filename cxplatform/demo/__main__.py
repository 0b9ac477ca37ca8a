"""python -m cxplatform.demo            run the demo until Ctrl-C or SIGTERM
python -m cxplatform.demo reset      empty its data folder
"""

import sys

from cxplatform.embedded import EmbeddedError

from .config import read_config
from .progress import say
from .reset import reset_demo
from .supervisor import run_demo


def main(arguments: list[str]) -> int:
    try:
        config = read_config()
        if arguments != ["reset"]:
            return run_demo(config)
        reset_demo(config)
    except EmbeddedError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
