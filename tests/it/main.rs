//! One integration binary: links once, runs in parallel.

#![cfg(test)]

mod aggregate;
mod bindings;
mod campaign;
mod extend;
mod fetch;
mod guests;
mod manifests;
mod resume;
mod store;
mod tidy;
