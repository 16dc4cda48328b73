#include "flows/intake/upload_refusals.h"

namespace liuhen::flows {

using model::Refusal;
using model::RefusalKind;

Refusal refuse_not_found() { return model::not_found("这个上传任务", "upload"); }

Refusal refuse_expired() {
  return {RefusalKind::gone, "上传任务已过期，请重新选择文件上传。",
          "The upload has expired; choose the file again."};
}

Refusal refuse_locked() {
  return {RefusalKind::locked, "同一文件正在接收数据，请稍后再试。",
          "Another request is sending this file; try again in a moment."};
}

Refusal refuse_offset_differs() {
  return {RefusalKind::conflict, "续传位置与服务器已收到的不一致，请先查询进度再续传。",
          "The offset differs from what the server has; ask for the offset, then go on."};
}

Refusal refuse_too_large() {
  return model::bad_input("Upload-Length", "数据超过声明的长度或系统允许的上限。",
                          "More bytes than declared, or than the system takes.");
}

Refusal refuse_not_appendable() {
  return {RefusalKind::not_permitted, "合并后的上传不再接收数据。",
          "An upload joined from parts takes no more bytes."};
}

Refusal refuse_digest_differs() {
  return {RefusalKind::digest_differs, "收到的数据与所附校验值不一致，这一段没有保存，请重发。",
          "The bytes differ from the checksum sent with them; nothing of this piece was kept. "
          "Send it again."};
}

Refusal refuse_cut_short() {
  return {RefusalKind::conflict, "带校验值的数据没有收完，这一段没有保存，请重发。",
          "A piece with a checksum did not arrive whole; nothing of it was kept. Send it again."};
}

Refusal refuse_parts_unfinished() {
  return {RefusalKind::conflict, "要合并的分段尚未全部传完。",
          "A part to be joined is missing or unfinished."};
}

Refusal refuse_too_many() {
  return {RefusalKind::too_many, "未完成的上传太多，请先完成或放弃一些。",
          "There are too many unfinished uploads; finish or give up some first."};
}

}  // namespace liuhen::flows
