//! The recognition models: which, where, and how they get there.
