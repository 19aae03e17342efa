//! One integration binary: links once.

#![cfg(test)]

mod coinr;
mod same_bytes;
mod uncertainty;
