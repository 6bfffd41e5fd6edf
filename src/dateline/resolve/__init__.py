"""What mentions stand for: dates as intervals, places in a gazetteer."""
