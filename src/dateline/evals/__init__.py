"""Evaluation on files that anyone holds, and the gates that continuous integration keeps."""
