"""`python -m dateline`: the command where the folder of scripts is not on the PATH."""

from dateline.cli import main

if __name__ == "__main__":
    main()
