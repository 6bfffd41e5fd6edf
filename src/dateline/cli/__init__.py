"""The command line: one module a verb, each thin: parse, call, print."""
