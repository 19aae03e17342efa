//! The renderer with a real browser. Every page comes from memory, through the protocol.
//! Without Chromium the tests say so and are skipped.

mod stage;

mod doors;
mod limits;
mod pages;
