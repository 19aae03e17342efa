//! Open data.
