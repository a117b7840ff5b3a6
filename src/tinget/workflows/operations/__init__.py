"""What goes on behind the pages: jobs that wait, run or failed, and mail that was or was not sent."""
