#include "http/static_files.h"

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/fault.h"
#include "base/text.h"

namespace liuhen::http {
namespace {

constexpr std::uint64_t kFolderSizeMax = std::uint64_t{64} << 20U;

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".wasm", "application/wasm"},
    {".txt", "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
    {".map", "application/json; charset=utf-8"},
    {".mp4", "video/mp4"},
}};

std::string type_of(const base::fs::path& path) {
  const std::string extension = path.extension().string();
  for (const auto& [ending, type] : kTypes)
    if (ending == extension) return std::string(type);
  return "application/octet-stream";
}

std::string joined(const std::vector<std::string>& segments) {
  std::string path;
  for (const std::string& segment : segments) path += (path.empty() ? "" : "/") + segment;
  return path.empty() ? "index.html" : path;
}

}  // namespace

StaticFiles::StaticFiles(const base::fs::path& folder) {
  if (!base::fs::is_directory(folder)) return;
  std::uint64_t total = 0;
  for (const auto& found : base::fs::recursive_directory_iterator(folder)) {
    if (!found.is_regular_file() || found.is_symlink()) continue;
    total += found.file_size();
    if (total > kFolderSizeMax)
      throw base::Fault("web pages larger than 64 MiB: " + folder.string());
    auto bytes = std::make_shared<const std::string>(base::read_text(found.path()));
    const std::string name = base::fs::relative(found.path(), folder).generic_string();
    const std::string digest = base::hex_of(base::sha256_of(*bytes)).substr(0, 20);
    files_[name] = {.bytes = std::move(bytes),
                    .content_type = type_of(found.path()),
                    .etag = "\"" + digest + "\"",
                    .immutable = name.starts_with("assets/")};
  }
}

std::optional<Response> StaticFiles::find(const Request& request) const {
  auto found = files_.find(joined(request.path));
  const bool names_a_file =
      !request.path.empty() && request.path.back().find('.') != std::string::npos;
  if (found == files_.end() && !names_a_file) found = files_.find("index.html");
  if (found == files_.end()) return std::nullopt;

  const Page& page = found->second;
  Response response{.body = page.bytes};
  if (request.fields.find("If-None-Match") == page.etag) response = {.status = 304};
  response.fields.add("Content-Type", page.content_type);
  response.fields.add("ETag", page.etag);
  response.fields.add("Cache-Control",
                      page.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

}  // namespace liuhen::http
