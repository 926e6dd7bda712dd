//! Small PDFs built by lopdf, and hostile ones.
