//! One integration binary: links once.

#![cfg(test)]

mod coinr;
mod compare;
mod draws;
mod everything;
mod made;
mod panel;
mod properties;
mod rules;
mod same_bytes;
mod statistics;
mod uncertainty;
