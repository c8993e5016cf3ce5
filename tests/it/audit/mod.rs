//! The audit through whole sites: every rule's page, and the registry's order.

mod advice;
mod attachments;
mod base;
mod day;
mod edit;
mod front_matter;
mod lawful;
mod mutations;
mod own_rules;
mod pages;
mod registry;
mod reports;
mod settings;
mod tables;
mod totals;
mod unchecked;
mod whereabouts;
