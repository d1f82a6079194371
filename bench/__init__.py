"""Measurements that print ratios; no tests."""
