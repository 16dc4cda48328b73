#include "render/render.h"

#include "render/job.h"

namespace liuhen::render {
namespace {

Step make(const Job& job, DerivedKind kind, const fs::path& target, const fs::path& second) {
  switch (kind) {
    case DerivedKind::poster:
      return make_poster(job, target);
    case DerivedKind::filmstrip:
      return make_filmstrip(job, target, second);
    case DerivedKind::filmstrip_index:
      return make_filmstrip(job, second, target);
    case DerivedKind::waveform:
      return make_waveform(job, target);
    case DerivedKind::proxy:
      return make_proxy(job, target);
  }
  return {RenderEnd::failed, "unknown kind"};
}

std::optional<DerivedKind> find_companion(DerivedKind kind) {
  if (kind == DerivedKind::filmstrip) return DerivedKind::filmstrip_index;
  if (kind == DerivedKind::filmstrip_index) return DerivedKind::filmstrip;
  return std::nullopt;
}

RenderOutcome made(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return {RenderEnd::made, path, error ? 0 : size, {}};
}

}  // namespace

Renderer::Renderer(RenderCache& cache, RenderTools tools, RenderLimits limits)
    : cache_(cache), tools_(std::move(tools)), limits_(limits) {}

RenderOutcome Renderer::render(const std::string& record, const fs::path& content,
                               std::string_view facts_json, DerivedKind kind,
                               const RenderProgress& progress, const std::stop_token& stop) const {
  if (const auto found = cache_.find(record, kind)) return made(*found);
  const base::File file = base::File::open_read(content);
  StagedCopy staged = cache_.stage(record, kind);
  const Job job{tools_,
                limits_,
                file,
                media_facts_of(facts_json),
                progress,
                stop,
                staged.path().parent_path()};
  std::optional<StagedCopy> companion;
  if (const auto other = find_companion(kind)) companion.emplace(cache_.stage(record, *other));
  Step step = make(job, kind, staged.path(), companion ? companion->path() : fs::path());
  if (step.ok()) {
    const bool both = !companion || companion->publish();
    const auto path = both ? staged.publish() : std::nullopt;
    if (path) return made(*path);
    step = {RenderEnd::failed, "the record was forgotten meanwhile, or nothing was written"};
  }
  return {step.end, {}, 0, step.reason};
}

}  // namespace liuhen::render
