"""What make calls beside the commands: README parts, notebooks, benchmark."""
