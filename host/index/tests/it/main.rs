//! One integration binary: links once.

#![cfg(test)]

mod coinr;
