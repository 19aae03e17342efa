//! What the renderer and the host say to each other.
//!
//! The renderer is a program of its own, so that the host neither links nor needs a
//! browser; this library is all that the two share. The program is `main.rs`.

pub mod protocol;
