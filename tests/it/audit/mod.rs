//! The audit through whole sites: every rule's page, and the registry's order.

mod base;
mod lawful;
mod pages;
mod registry;
mod settings;
mod tables;
