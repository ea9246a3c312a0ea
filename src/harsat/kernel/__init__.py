"""What every room uses and none owns: errors, clock, request context, bounded cache. It knows no model of ours."""
