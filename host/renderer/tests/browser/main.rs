//! The renderer with a real browser. Every page comes from memory, through the protocol.
//! Without Chromium the tests say so and are skipped.

#![cfg(test)]

mod stage;

#[cfg(target_os = "linux")]
mod crash;
mod doors;
mod limits;
mod pages;
