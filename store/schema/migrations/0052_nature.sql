-- What 三 encourages of a project is recorded; the groups of 2018 carry the words of its text, and （十二） puts people first in
-- incubation bases only.

ALTER TABLE application ADD COLUMN natures TEXT NOT NULL DEFAULT '';           -- words of 三 separated by spaces
ALTER TABLE application_group ADD COLUMN base INTEGER NOT NULL DEFAULT 0 CHECK (base IN (0, 1)); -- goes first in incubation bases only
UPDATE application_group SET base = 1
  WHERE code IN (SELECT code FROM catalogue WHERE kind = 'group' AND json_extract(body, '$.Priority') = 'base');
UPDATE catalogue SET title = '新就业形态中未签劳动合同的其他从业者', body = json_set(body, '$.Name', '新就业形态中未签劳动合同的其他从业者', '$.Proof', '平台从业证明、灵活就业登记证明'), version = version + 1
  WHERE kind = 'group' AND code = 'flexible' AND title = '符合条件的灵活就业人员';
UPDATE catalogue SET title = '科技人员（创新创业专区）', body = json_set(body, '$.Name', '科技人员（创新创业专区）', '$.Proof', '职称或职业资格证书'), version = version + 1
  WHERE kind = 'group' AND code = 'zone_technician' AND title = '专业技术人员（孵化专区）';
UPDATE catalogue SET title = '高校毕业生（创新创业专区）', body = json_set(body, '$.Name', '高校毕业生（创新创业专区）', '$.Proof', '毕业证书'), version = version + 1
  WHERE kind = 'group' AND code = 'zone_graduate' AND title = '高校毕业生（孵化专区）';
UPDATE catalogue SET title = '农民（农民工）（创新创业专区）', body = json_set(body, '$.Name', '农民（农民工）（创新创业专区）', '$.Proof', '户籍证明'), version = version + 1
  WHERE kind = 'group' AND code = 'zone_farmer' AND title = '农民（孵化专区）';
UPDATE catalogue SET title = '城镇转移就业职工（创新创业专区）', body = json_set(body, '$.Name', '城镇转移就业职工（创新创业专区）', '$.Proof', '转移就业证明'), version = version + 1
  WHERE kind = 'group' AND code = 'zone_transferred' AND title = '转岗职工（孵化专区）';
UPDATE catalogue SET title = '农民创业主体（合作社、种养大户、家庭农场、农业企业、扶贫车间）', body = json_set(body, '$.Name', '农民创业主体（合作社、种养大户、家庭农场、农业企业、扶贫车间）', '$.Proof', '登记证书；用工为建档立卡贫困户的证明'), version = version + 1
  WHERE kind = 'group' AND code = 'farm_entity' AND title = '农村新型经营主体';
UPDATE catalogue SET title = '自主创业的分流人员', body = json_set(body, '$.Name', '自主创业的分流人员', '$.Proof', '分流安置证明'), version = version + 1
  WHERE kind = 'group' AND code = 'capacity_cut' AND title = '去产能分流人员';
