//! Facts become findings: one file per requirement.
