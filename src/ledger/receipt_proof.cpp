#include "ledger/receipt_proof.h"

#include <optional>

#include "ledger/note.h"
#include "ledger/signature.h"

namespace liuhen::ledger {

base::Result<Checkpoint, std::string> verify_checkpoint(std::string_view signed_note,
                                                        std::string_view vkey) {
  const base::Result<NoteVerifier, std::string> verifier = parse_vkey(vkey);
  if (!verifier) return verifier.error();
  const NoteVerifier known[] = {*verifier};
  const base::Result<SignedNote, std::string> note = open_note(signed_note, known);
  if (!note) return note.error();
  base::Result<Checkpoint, std::string> checkpoint = parse_checkpoint(note->text);
  if (checkpoint && checkpoint->origin != verifier->name) {
    return "the checkpoint is of the log " + checkpoint->origin + ", but the key is that of " +
           verifier->name;
  }
  return checkpoint;
}

base::Result<Checkpoint, std::string> verify_entry_in_checkpoint(base::ByteView entry,
                                                                 std::uint64_t index,
                                                                 HashView proof,
                                                                 std::string_view signed_note,
                                                                 std::string_view vkey) {
  base::Result<Checkpoint, std::string> checkpoint = verify_checkpoint(signed_note, vkey);
  if (!checkpoint) return checkpoint;
  if (index >= checkpoint->size) {
    return "the checkpoint covers " + std::to_string(checkpoint->size) + " entries, so entry " +
           std::to_string(index) + " is not in it";
  }
  if (!verify_inclusion(index, checkpoint->size, leaf_hash(entry), proof, checkpoint->root)) {
    return std::string(
        "the proof does not lead from this entry to the checkpoint: the entry, its index or the "
        "proof was changed");
  }
  return checkpoint;
}

base::Result<base::Done, std::string> verify_sm2_of_note(std::string_view signed_note,
                                                         std::string_view signature_base64,
                                                         std::string_view public_pem) {
  const base::Result<SignedNote, std::string> note = parse_note(signed_note);
  if (!note) return note.error();
  const std::optional<base::Bytes> signature = base::bytes_of_base64(signature_base64);
  if (!signature) return std::string("the SM2 signature is not base64");
  if (!is_sm2_public_pem(public_pem)) return std::string("this is not an SM2 public key in PEM");
  if (!sm2_verify(public_pem, note->text, *signature)) {
    return std::string("the SM2 signature does not fit the checkpoint: one of them was changed");
  }
  return base::Done{};
}

}  // namespace liuhen::ledger
