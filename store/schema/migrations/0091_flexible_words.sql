-- The group of （六） carries the words in which the clause says whom it means.
UPDATE catalogue SET title = '新就业形态中没有与新兴业态企业签订劳动合同的从业者', body = json_set(body, '$.Name', '新就业形态中没有与新兴业态企业签订劳动合同的从业者'), version = version + 1
  WHERE kind = 'group' AND code = 'flexible' AND title = '新就业形态中未签劳动合同的其他从业者';
