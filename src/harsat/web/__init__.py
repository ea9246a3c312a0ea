"""The pages people see: view and view-model together, templates that only print."""
