//! One integration binary: links once, runs in parallel.

#![cfg(test)]

mod aggregate;
mod guests;
