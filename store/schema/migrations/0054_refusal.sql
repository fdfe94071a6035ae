-- Reasons of refusal are a catalogue, and a decision freezes those it names with their clause and words. In an office that has
-- been founded; a new one is founded with them. What was refused before stays as it was written.

CREATE TABLE refusal (
  id INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  turn INTEGER NOT NULL,                -- the first, the second refusal of the application
  position INTEGER NOT NULL,
  code TEXT NOT NULL,                   -- of the catalogue; '' for what the decision says beside it
  clause TEXT NOT NULL,                 -- document and clause as of the day
  title TEXT NOT NULL CHECK (title <> ''),
  remedy TEXT NOT NULL,                 -- what the applicant can do
  UNIQUE (application_id, turn, position)
) STRICT;
INSERT INTO catalogue (kind, code, title, clause, valid_from, place, body)
  SELECT 'reason', column1, column2, column3, '2017-08-05', column4, column5 FROM office CROSS JOIN (VALUES
  ('subject', '不是有创业意愿和创业能力的本市居民或外来投资者', '双政办规〔2017〕13号 二', 0, '{"Code":"subject","Name":"不是有创业意愿和创业能力的本市居民或外来投资者","At":["accept","decide"],"Line":"","Remedy":"取得本市户籍、居住证或投资证明后可以重新申请","Source":{"Document":"双政办规〔2017〕13号","Clause":"二","From":"2017-08-05","To":null,"District":false}}'),
  ('dwelling', '没有固定住所', '双政办规〔2017〕13号 二', 1, '{"Code":"dwelling","Name":"没有固定住所","At":["decide"],"Line":"二住所","Remedy":"补齐证明后可以重新申请，也可以要求复议","Source":{"Document":"双政办规〔2017〕13号","Clause":"二","From":"2017-08-05","To":null,"District":false}}'),
  ('assets', '没有固定资产', '双政办规〔2017〕13号 二', 2, '{"Code":"assets","Name":"没有固定资产","At":["decide"],"Line":"二资产","Remedy":"补齐证明后可以重新申请，也可以要求复议","Source":{"Document":"双政办规〔2017〕13号","Clause":"二","From":"2017-08-05","To":null,"District":false}}'),
  ('sector', '经营项目不在鼓励支持的行业范围内', '双政办规〔2017〕13号 三', 3, '{"Code":"sector","Name":"经营项目不在鼓励支持的行业范围内","At":["accept","decide"],"Line":"","Remedy":"调整经营项目后可以重新申请","Source":{"Document":"双政办规〔2017〕13号","Clause":"三","From":"2017-08-05","To":null,"District":false}}'),
  ('prospect', '项目市场前景、经济效益、社会效益或可操作性不足', '双政办规〔2017〕13号 三.1', 4, '{"Code":"prospect","Name":"项目市场前景、经济效益、社会效益或可操作性不足","At":["decide"],"Line":"三.1","Remedy":"修改创业项目计划书后可以重新申请，也可以要求复议","Source":{"Document":"双政办规〔2017〕13号","Clause":"三.1","From":"2017-08-05","To":null,"District":false}}'),
  ('lawful', '项目不符合国家相关法律法规规定', '双政办规〔2017〕13号 三.2', 5, '{"Code":"lawful","Name":"项目不符合国家相关法律法规规定","At":["accept","decide"],"Line":"三.2","Remedy":"依法取得许可或调整项目后可以重新申请","Source":{"Document":"双政办规〔2017〕13号","Clause":"三.2","From":"2017-08-05","To":null,"District":false}}'),
  ('opening', '不服从统一管理，或不能在三个月内营业', '双政办规〔2017〕13号 三.3', 6, '{"Code":"opening","Name":"不服从统一管理，或不能在三个月内营业","At":["decide"],"Line":"三.3","Remedy":"条件具备后可以重新申请，也可以要求复议","Source":{"Document":"双政办规〔2017〕13号","Clause":"三.3","From":"2017-08-05","To":null,"District":false}}'),
  ('registered', '企业注册地址或税收缴纳不在双鸭山市', '双政办规〔2017〕13号 三.4', 7, '{"Code":"registered","Name":"企业注册地址或税收缴纳不在双鸭山市","At":["decide"],"Line":"三.4","Remedy":"承诺或办理在双鸭山市注册和纳税后可以重新申请","Source":{"Document":"双政办规〔2017〕13号","Clause":"三.4","From":"2017-08-05","To":null,"District":false}}'),
  ('funds', '不具有必要的资金运营能力', '双政办规〔2017〕13号 三.4', 8, '{"Code":"funds","Name":"不具有必要的资金运营能力","At":["decide"],"Line":"三.4","Remedy":"补齐证明后可以重新申请，也可以要求复议","Source":{"Document":"双政办规〔2017〕13号","Clause":"三.4","From":"2017-08-05","To":null,"District":false}}'),
  ('jobs', '不能带动一定数量人员就业', '双政办规〔2017〕13号 三.5', 9, '{"Code":"jobs","Name":"不能带动一定数量人员就业","At":["decide"],"Line":"三.5","Remedy":"条件具备后可以重新申请，也可以要求复议","Source":{"Document":"双政办规〔2017〕13号","Clause":"三.5","From":"2017-08-05","To":null,"District":false}}'),
  ('moving', '属于双鸭山市区内现有企业转移搬迁', '双政办规〔2017〕13号 三.6', 10, '{"Code":"moving","Name":"属于双鸭山市区内现有企业转移搬迁","At":["accept","decide"],"Line":"三.6","Remedy":"有证据证明不是转移搬迁的，可以凭证据重新申请","Source":{"Document":"双政办规〔2017〕13号","Clause":"三.6","From":"2017-08-05","To":null,"District":false}}'),
  ('place', '创业所在地不在本区，应向创业所在地区政府申请', '双政办规〔2017〕13号 四(一)', 11, '{"Code":"place","Name":"创业所在地不在本区，应向创业所在地区政府申请","At":["accept"],"Line":"","Remedy":"请向创业所在地的区政府申请","Source":{"Document":"双政办规〔2017〕13号","Clause":"四(一)","From":"2017-08-05","To":null,"District":false}}'),
  ('form', '没有填报使用申请表或没有提交相关材料', '双政办规〔2017〕13号 四(一)', 12, '{"Code":"form","Name":"没有填报使用申请表或没有提交相关材料","At":["accept"],"Line":"","Remedy":"填报申请表、交齐材料后可以重新申请","Source":{"Document":"双政办规〔2017〕13号","Clause":"四(一)","From":"2017-08-05","To":null,"District":false}}'),
  ('late', '期限内没有补正材料', '双政办规〔2017〕13号 四(一)', 13, '{"Code":"late","Name":"期限内没有补正材料","At":["lapse"],"Line":"","Remedy":"材料齐备后可以重新申请","Source":{"Document":"双政办规〔2017〕13号","Clause":"四(一)","From":"2017-08-05","To":null,"District":false}}'),
  ('false', '提交的材料与事实不符', '双政办规〔2017〕13号 四(二)', 14, '{"Code":"false","Name":"提交的材料与事实不符","At":["decide"],"Line":"","Remedy":"有相反证据的，可以要求复议","Source":{"Document":"双政办规〔2017〕13号","Clause":"四(二)","From":"2017-08-05","To":null,"District":false}}'),
  ('score', '创业项目没有通过论证评审', '双政办规〔2017〕13号 四(二)', 15, '{"Code":"score","Name":"创业项目没有通过论证评审","At":["decide"],"Line":"","Remedy":"可以要求复议，重新组成评审组；也可以修改项目后重新申请","Source":{"Document":"双政办规〔2017〕13号","Clause":"四(二)","From":"2017-08-05","To":null,"District":false}}'));
