//! From the last answer to the signed record in somebody's hands: the answers looked through, the signatures, the record as it was signed, and the
//! ways in which it leaves the device.

pub(crate) mod check_answers;
mod drawing;
pub(crate) mod finished;
mod leave;
pub(crate) mod sign;
pub(crate) mod summary;
