#include "vault/ocfl/layout.h"

#include <boost/json.hpp>

#include "base/check.h"
#include "base/json.h"
#include "vault/ocfl/vocabulary.h"

namespace liuhen::vault::ocfl {
namespace {

constexpr std::int64_t kTupleMax = 32;

std::optional<unsigned> small_number(const boost::json::object& config, std::string_view name,
                                     unsigned otherwise) {
  if (!config.contains(name)) return otherwise;
  const auto number = base::find_integer(config, name);
  if (!number || *number < 0 || *number > kTupleMax) return std::nullopt;
  return static_cast<unsigned>(*number);
}

}  // namespace

std::optional<HashedTupleParameters> hashed_tuple_of_config(std::string_view json_text) {
  const auto parsed = base::parse_json(json_text);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  const boost::json::object& config = parsed->get_object();
  HashedTupleParameters parameters;
  if (config.contains("digestAlgorithm")) {
    const auto name = base::find_text(config, "digestAlgorithm");
    if (!name) return std::nullopt;
    parameters.digest_algorithm = std::string(*name);
  }
  const Algorithm* algorithm = find_algorithm(parameters.digest_algorithm);
  const auto size = small_number(config, "tupleSize", parameters.tuple_size);
  const auto count = small_number(config, "numberOfTuples", parameters.tuple_count);
  if (algorithm == nullptr || !algorithm->computed_by || !size || !count) return std::nullopt;
  if (*size * *count > algorithm->hex_digits || (*size == 0) != (*count == 0)) return std::nullopt;
  parameters.tuple_size = *size;
  parameters.tuple_count = *count;
  parameters.short_object_root = base::find_bool(config, "shortObjectRoot").value_or(false);
  return parameters;
}

std::filesystem::path hashed_tuple_path(const HashedTupleParameters& parameters,
                                        std::string_view object_id) {
  const Algorithm* algorithm = find_algorithm(parameters.digest_algorithm);
  CHECK(algorithm != nullptr && algorithm->computed_by);
  base::Hasher hasher(*algorithm->computed_by);
  hasher.update(object_id);
  const std::string digest = base::hex_of(hasher.finish());
  const std::size_t used = std::size_t{parameters.tuple_size} * parameters.tuple_count;
  CHECK(used <= digest.size());
  std::filesystem::path path;
  for (std::size_t at = 0; at < used; at += parameters.tuple_size) {
    path /= digest.substr(at, parameters.tuple_size);
  }
  return path / (parameters.short_object_root ? digest.substr(used) : digest);
}

}  // namespace liuhen::vault::ocfl
