//! One integration binary: links once, runs in parallel.

#![cfg(test)]

mod addresses;
mod aggregate;
mod archive;
mod bindings;
mod browser;
mod campaign;
mod compare;
mod country;
mod export;
mod extend;
mod facts;
mod faults;
mod fetch;
mod guests;
mod handling;
mod http2;
mod index;
mod kills;
mod live;
mod manifests;
mod manners;
mod paper;
mod people;
mod point;
mod polite;
mod publish;
mod real;
mod recheck;
mod recognise;
mod reference;
mod regions;
mod render;
mod rendered;
mod report;
mod rescore;
mod resume;
mod review;
mod round;
mod rounds;
mod sample;
mod stop;
mod store;
mod systems;
mod tidy;
