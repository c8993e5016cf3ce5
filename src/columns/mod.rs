//! Items and catalogue become the portal: who discloses what in which column.
