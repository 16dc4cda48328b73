// Whether a text that a checker brings along is a public key of a log at all. Asked before a
// receipt or a house is judged with it: what is no key must not lead to a verdict.
// The sentences say what the text is and what to give instead; never a part of the text itself, for
// it may be a secret that was named by mistake. nullopt: usable.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace liuhen::flows {

// Ed25519, one line (docs/formats/checkpoint.md).
std::optional<std::string> flaw_of_vkey(std::string_view text);
// SM2, PEM of a SubjectPublicKeyInfo.
std::optional<std::string> flaw_of_sm2_public_pem(std::string_view text);

}  // namespace liuhen::flows
