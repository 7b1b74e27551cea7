"""Sentences as the pages of provinces, districts and communes word them, beside what they state."""

import pytest

from cchc_analysis import extract_statements


def stated(text, kind="report", period="2023", province="Cà Mau"):
    """Give ``metric level sign value year`` of every statement, a target with ``aim`` before it."""
    found = extract_statements(text, kind=kind, period=period, province=province)
    return [
        " ".join(
            (
                *(["aim"] if each["nature"] == "target" else []),
                each["metric"] or "-",
                each["level"],
                each["comparator"] + ("" if each["value"] is None else f"{each['value']:g}"),
                str(each["year"]),
            )
        )
        for each in found
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            "Mục tiêu của tỉnh: 100% TTHC cấp xã theo cơ chế một cửa; 95% hồ sơ giải quyết đúng hạn.",
            ["aim one_stop_procedure_rate commune =100 2023", "aim on_time_settlement_rate all =95 2023"],
            id="a lead that plans",
        ),
        pytest.param(
            "Kế hoạch rà soát, đánh giá TTHC hoàn thành 94%.",
            ["procedure_review_plan_completion_rate all =94 2023"],
            id="a plan that is carried out",
        ),
        pytest.param(
            "Hoàn thành 100% kế hoạch kiểm soát TTHC, 92% kế hoạch rà soát, đánh giá TTHC.",
            [
                "procedure_control_plan_completion_rate all =100 2023",
                "procedure_review_plan_completion_rate all =92 2023",
            ],
            id="plans that are what a share is of",
        ),
        pytest.param(
            "Tỉnh giao quyền tự chủ tài chính cho 100% đơn vị sự nghiệp công lập.",
            ["public_unit_autonomy_rate all =100 2023"],
            id="what was given, and not to reach",
        ),
        pytest.param(
            "Cà Mau hướng tới nền hành chính phục vụ\n\nTrong năm, 97% văn bản điện tử được ký số.",
            ["digitally_signed_document_rate all =97 2023"],
            id="a headline",
        ),
    ],
)
def test_what_was_planned_is_told_from_what_was_reached(text, rows):
    assert stated(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "Cáp quang đã tới 100% xã, sóng di động phủ 99% dân số.",
        "Có 64% trường học đạt chuẩn quốc gia.",
        "Giải ngân vốn đầu tư công đạt 93% kế hoạch.",
        "Ngân hàng giải quyết 2.140 hồ sơ vay vốn của hộ nghèo.",
        "Điện lực đáp ứng 97% yêu cầu cấp điện mới đúng hạn đã hẹn.",
        "Chỉ số PAPI của tỉnh mất 1,2 điểm, riêng thủ tục hành chính công còn 7,1 điểm.",
        "Chỉ số PCI hơn năm trước 0,85 điểm.",
    ],
)
def test_what_is_of_another_field_or_only_a_change_is_no_statement(text):
    assert stated(text) == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Đặc khu Phú Quốc tiếp nhận 3.120 hồ sơ.", ["dossiers_received_count commune =3120 2023"]),
        (
            "Khảo sát do Sở Nội vụ chủ trì cho thấy mức độ hài lòng về giải quyết TTHC là 91%.",
            ["satisfaction_procedures_rate all =91 2023"],
        ),
        (
            "Thực hiện Quyết định phân loại của UBND tỉnh, có thêm 07 đơn vị sự nghiệp tự bảo đảm chi thường xuyên.",
            ["self_financing_unit_increase_count all =7 2023"],
        ),
        ("Toàn huyện Đầm Dơi tiếp nhận 41.200 hồ sơ.", ["dossiers_received_count all =41200 2023"]),
        (
            "Trung tâm Phục vụ hành chính công xã Tân Hưng đi vào nền nếp. Trung tâm đã giải quyết 870 hồ sơ.",
            ["dossiers_settled_count commune =870 2023"],
        ),
        (
            "6 tháng qua, bộ phận một cửa của xã tiếp nhận 1.340 hồ sơ.",
            ["dossiers_received_count commune =1340 2023"],
        ),
        (
            "9/9 huyện, thành phố đều có trên 60% hồ sơ nộp trực tuyến.",
            ["online_filing_rate district >60 2023"],
        ),
    ],
)
def test_whose_a_figure_is(text, rows):
    assert stated(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Hồ sơ trực tuyến của cấp xã đạt 78%, có nơi chưa tới một nửa.",
            ["online_filing_rate commune =78 2023"],
        ),
        (
            "Đã giải quyết đúng hạn 96%, số trễ hạn tập trung ở đất đai.",
            ["on_time_settlement_rate all =96 2023"],
        ),
        (
            "Trừ văn bản mật, 98% văn bản điện tử được ký số.",
            ["digitally_signed_document_rate all =98 2023"],
        ),
        (
            "Số xã liên thông đăng ký khai sinh, cấp thẻ BHYT cho trẻ em dưới 6 tuổi là 101/101.",
            ["interlinked_birth_registration_coverage_rate commune =100 2023"],
        ),
        ("96,2% cán bộ, công chức cấp xã đạt chuẩn trở lên.", ["commune_official_qualification_rate commune =96.2 2023"]),
        ("Đúng và trước hạn 5.610 hồ sơ (98,4%).", ["dossiers_settled_count all =5610 2023", "on_time_settlement_rate all =98.4 2023"]),
        (
            "Các cơ quan hoàn thành 62/80 nhiệm vụ của Kế hoạch CCHC, đạt 77,5%.",
            ["- all =77.5 2023", "- all =77.5 2023"],
        ),
    ],
)  # fmt: skip
def test_what_stands_beside_a_figure_and_is_not_of_it(text, rows):
    assert stated(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("PAR INDEX của tỉnh đạt 87,31/100.", ["par_index all =87.31 2023"]),
        ("DTI của tỉnh đạt 0,61, đứng thứ 22; riêng chính quyền số, kinh tế số ở các hạng 18, 30.", ["dti_index all =0.61 2023", "dti_index all =22 2023"]),
        ("Các trung tâm tiếp nhận 12 vạn hồ sơ.", ["dossiers_received_count all =120000 2023"]),
        ("Từ 1/7 đến 24/8/2023, toàn tỉnh tiếp nhận 9.300 hồ sơ.", ["dossiers_received_count all =9300 2023"]),
        ("Toàn tỉnh có 43 dịch vụ công mức độ 3 và 5 dịch vụ công mức độ 4.", ["public_service_count all =43 2023", "public_service_count all =5 2023"]),
        ("Đầu năm tới 12-3-2023, tỉnh tiếp nhận 5.100 hồ sơ.", ["dossiers_received_count all =5100 2023"]),
    ],
)  # fmt: skip
def test_numbers_and_days_as_pages_write_them(text, rows):
    assert stated(text) == rows


def test_a_quotation_that_is_closed_hides_no_aim():
    text = 'Nâng cao Chỉ số PAPI, nhất là nội dung "Quản trị điện tử"; cải thiện thứ hạng PCI.'
    assert stated(text, "plan") == ["aim papi_index all increase 2023", "aim pci_index all increase 2023"]


def test_a_report_may_tell_what_is_wanted_next():
    text = "Năm 2024, lãnh đạo tỉnh muốn tiếp tục nâng cao Chỉ số SIPAS."
    assert stated(text) == ["aim sipas_index all increase 2024"]


def test_the_head_of_a_column_that_begins_like_a_plan_tells_none():
    table = "| Đơn vị | Giao dịch thanh toán trực tuyến (%) |\n|---|---|\n| Cấp tỉnh | 41,2 |\n| Cấp xã | 22,9 |"
    assert stated(table) == [
        "online_payment_transaction_rate province =41.2 2023",
        "online_payment_transaction_rate commune =22.9 2023",
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Trừ hồ sơ mật, 85% văn bản được ký số.",
            ["digitally_signed_document_rate all =85 2023"],
        ),
        (
            "Tỷ lệ hồ sơ đúng hạn đạt 93,4% do ở một số xã còn thiếu cán bộ.",
            ["on_time_settlement_rate all =93.4 2023"],
        ),
        (
            "Tỷ lệ hồ sơ đúng hạn đạt 93,4%, số hồ sơ nộp trực tuyến 1.250 hồ sơ, 3 xã bị phê bình.",
            ["on_time_settlement_rate all =93.4 2023", "dossiers_received_count all =1250 2023"],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt 62%, so với mức 90% mà kế hoạch năm đặt ra.",
            ["online_filing_rate all =62 2023", "aim online_filing_rate all =90 2023"],
        ),
        (
            "Theo sát kế hoạch, tỷ lệ hồ sơ nộp trực tuyến 75%.",
            ["online_filing_rate all =75 2023"],
        ),
        (
            "Một số xã còn chậm, thiếu thiết bị… Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98%.",
            ["on_time_settlement_rate all =98 2023"],
        ),
        (
            "UBND các xã, phường… 95% hồ sơ giải quyết đúng hạn.",
            ["on_time_settlement_rate commune =95 2023"],
        ),
        (
            "Chỉ số PCI năm 2023 hơn năm trước 30,5 điểm.",
            [],
        ),
        (
            "13/13 huyện đều có trên 60% hồ sơ nộp trực tuyến.",
            ["online_filing_rate district >60 2023"],
        ),
        (
            "100% xã có cáp quang.",
            [],
        ),
        (
            "Đạt 85% yêu cầu về hồ sơ nộp trực tuyến.",
            [],
        ),
        (
            "Chỉ số PAPI, điểm đạt 43,5.",
            ["papi_index all =43.5 2023"],
        ),
        (
            "Khảo sát do Sở Nội vụ thực hiện cho thấy mức độ hài lòng đạt 92%.",
            ["satisfaction_procedures_rate all =92 2023"],
        ),
        (
            "Thực hiện kế hoạch của UBND tỉnh, đã giải quyết 1.250 hồ sơ.",
            ["dossiers_settled_count all =1250 2023"],
        ),
        (
            "Điểm PAR INDEX đạt 88,23/100.",
            ["par_index all =88.23 2023"],
        ),
        (
            "Chỉ tiêu | Giao dịch thanh toán trực tuyến | Giao dịch khác\nCấp tỉnh | 45% | 50%",
            ["online_payment_transaction_rate province =45 2023"],
        ),
        (
            "Đặc khu Phú Quốc giải quyết đúng hạn 95% hồ sơ.",
            ["on_time_settlement_rate commune =95 2023"],
        ),
    ],
)
def test_what_stands_beside_a_figure_and_bears_not_on_it(text, rows):
    assert stated(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Mục tiêu chỉ số SIPAS năm 2023 là 85%, kết quả đạt 87%.",
            ["aim sipas_index all =85 2023", "sipas_index all =87 2023"],
        ),
        (
            "Chỉ tiêu (cấp tỉnh) là 80% hồ sơ nộp trực tuyến, kết quả đạt 85%.",
            ["aim online_filing_rate province =80 2023", "online_filing_rate province =85 2023"],
        ),
        (
            "Kết quả thực hiện các chỉ tiêu của kế hoạch năm 2023: 75% hồ sơ nộp trực tuyến.",
            ["online_filing_rate all =75 2023"],
        ),
        (
            "Triển khai Kế hoạch số 12/KH-UBND tỷ lệ hồ sơ nộp trực tuyến là 75%.",
            ["online_filing_rate all =75 2023"],
        ),
        (
            "Đáp ứng mong muốn của người dân, tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5%.",
            ["on_time_settlement_rate all =98.5 2023"],
        ),
        (
            "Hồ sơ yêu cầu cấp giấy phép nộp trực tuyến là 75%.",
            ["online_filing_rate all =75 2023"],
        ),
        (
            "Có 65% tổ chức, cá nhân cả nước nộp hồ sơ trực tuyến.",
            [],
        ),
    ],
)
def test_a_goal_that_is_named_and_one_that_is_carried_out(text, rows):
    assert stated(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Đến nay huyện tiếp nhận 25.900 hồ sơ, thuộc 14 lĩnh vực.",
            ["dossiers_received_count district =25900 2023"],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến của xã khoảng 70%.",
            ["online_filing_rate commune =70 2023"],
        ),
        (
            "Chỉ số cải cách hành chính năm 2023 của huyện đạt 91,5/100 điểm (nhích 6 điểm), xếp thứ 4 toàn tỉnh.",
            ["par_index district =91.5 2023", "par_index district =4 2023"],
        ),
        (
            "Sở Tài chính xếp thứ 1 về chỉ số cải cách hành chính, 88,8 điểm; Sở Nội vụ xếp thứ 3, 88,5 điểm.",
            [
                "par_index province =1 2023",
                "par_index province =88.8 2023",
                "par_index province =3 2023",
                "par_index province =88.5 2023",
            ],
        ),
        (
            "Chỉ số PAR INDEX của tỉnh năm 2023 là 84,6%, đứng sau Quảng Ninh.",
            ["par_index all =84.6 2023"],
        ),
        (
            "Thống kê của UBND tỉnh: năm 2023, toàn tỉnh tiếp nhận 659.000 hồ sơ.",
            ["dossiers_received_count all =659000 2023"],
        ),
        (
            "Bộ phận một cửa của huyện Văn Lâm và UBND 11 xã, thị trấn giải quyết 43.000 hồ sơ.",
            ["dossiers_settled_count all =43000 2023"],
        ),
        (
            "Bộ phận một cửa cấp huyện, cấp xã tiếp nhận 12.200 hồ sơ, giải quyết đúng và trước hạn đạt 98,4%, khá hơn năm 2021 và 2022.",
            [
                "dossiers_received_count all =12200 2023",
                "on_time_settlement_rate district =98.4 2023",
                "on_time_settlement_rate commune =98.4 2023",
            ],
        ),
        (
            "UBND cấp huyện đúng hạn 98,1%, giải quyết xong 26.900 hồ sơ.",
            ["on_time_settlement_rate district =98.1 2023", "dossiers_settled_count district =26900 2023"],
        ),
        (
            "18 cơ quan, đơn vị cấp tỉnh tiếp nhận 900 hồ sơ trực tuyến.",
            ["dossiers_received_count province =900 2023"],
        ),
        (
            "Chỉ số PCI: năm 2020 xếp thứ 43/63, 2021 thứ 34 và 2022 thứ 26.",
            ["pci_index all =43 2020", "pci_index all =34 2021", "pci_index all =26 2022"],
        ),
        (
            "Thứ hạng PAR INDEX: năm 2021 hạng 54, năm 2022 hạng 61 và năm 2023 hạng 63.",
            ["par_index all =54 2021", "par_index all =61 2022", "par_index all =63 2023"],
        ),
        (
            "Chỉ số DTI của tỉnh lần lượt xếp: năm 2021 hạng 2, năm 2022 hạng 4.",
            ["dti_index all =2 2021", "dti_index all =4 2022"],
        ),
        (
            "Huyện tiếp nhận 6.100 hồ sơ, 670 hồ sơ phải yêu cầu bổ sung.",
            ["dossiers_received_count district =6100 2023"],
        ),
        (
            "Trung tâm Phục vụ hành chính công xã Phú Giáo họp.\n\nTừ 1/7 đến 30/9, trung tâm tiếp nhận 13.100 hồ sơ.",
            ["dossiers_received_count commune =13100 2023"],
        ),
    ],
)
def test_who_acts_whose_it_is_and_when(text, rows):
    assert stated(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "PCI năm 2023 của tỉnh còn 69,75 điểm, mất 3 điểm so với mức 72,8 điểm của năm 2022.",
            ["pci_index all =69.75 2023", "pci_index all =72.8 2022"],
        ),
        (
            "Hội nghị phân tích chỉ số thành phần PCI: PCI năm 2023 của tỉnh là 69,75 điểm.",
            ["pci_index all =69.75 2023"],
        ),
        ("Tại lễ công bố ở Hà Nội, PAPI năm 2023 của Cà Mau đạt 45,3 điểm.", ["papi_index all =45.3 2023"]),
        ("PCI năm 2023 đạt 63,2 điểm, đứng ngoài Top 30.", ["pci_index all =63.2 2023"]),
        (
            "PAPI năm 2023 tăng từ 40,1 điểm năm 2022 lên 40,8 điểm.",
            ["papi_index all =40.1 2022", "papi_index all =40.8 2023"],
        ),
        (
            "PCI năm 2023 xếp thứ 2, hơn năm 2022, khi đó tỉnh xếp thứ 10.",
            ["pci_index all =2 2023", "pci_index all =10 2022"],
        ),
        (
            "Tỉnh yêu cầu nâng thứ hạng PCI và PAPI trong năm 2024.",
            ["aim pci_index all increase 2024", "aim papi_index all increase 2024"],
        ),
        (
            "Bộ Nội vụ công bố Chỉ số PAR INDEX năm 2023. Cà Mau được 87,2 điểm, đứng thứ 25/63.",
            ["par_index all =87.2 2023", "par_index all =25 2023"],
        ),
        ("Năm 2023, PCI của tỉnh xếp hạng 15/63, thứ 2 vùng Đồng bằng sông Cửu Long.", ["pci_index all =15 2023"]),
        (
            "DTI thuộc top 5: thứ 2 năm 2021, thứ 4 năm 2022.",
            ["dti_index all <=5 2023", "dti_index all =2 2021", "dti_index all =4 2022"],
        ),
        (
            "Tỉnh đứng thứ 10 về PCI, đạt 68,4 điểm, lên 6 bậc từ vị trí 16/63 của PCI 2022.",
            ["pci_index all =10 2023", "pci_index all =68.4 2023", "pci_index all =16 2022"],
        ),
        (
            "SIPAS năm 2023 đạt 83,4%, vị trí thứ 40 cả nước (năm 2022: 81,2%).",
            ["sipas_index all =83.4 2023", "sipas_index all =40 2023", "sipas_index all =81.2 2022"],
        ),
        ("PAR INDEX của tỉnh được 80.91 điểm.", ["par_index all =80.91 2023"]),
        (
            "Toàn tỉnh phát sinh 178.600 hồ sơ yêu cầu giải quyết TTHC.",
            ["dossiers_received_count all =178600 2023"],
        ),
        (
            "UBND TP Cà Mau nhận nhiều nhất với 34.600 hồ sơ, huyện U Minh 30.800 hồ sơ.",
            ["dossiers_received_count district =34600 2023", "dossiers_received_count district =30800 2023"],
        ),
        (
            "Tỷ lệ giải quyết hồ sơ TTHC đúng hạn đạt 99%, hồ sơ trễ hạn đều có thư xin lỗi.",
            ["on_time_settlement_rate all =99 2023"],
        ),
        (
            "98% văn bản điện tử được ký số rồi gửi, nhận trên phần mềm.",
            ["digitally_signed_document_rate all =98 2023"],
        ),
        (
            "Có 1.542/1.823 dịch vụ công, tức 84,6% tổng số TTHC được cung cấp trực tuyến.",
            ["online_service_rate all =84.5858 2023", "online_service_rate all =84.6 2023"],
        ),
        ("97% người dân có điện thoại thông minh; 80% doanh nghiệp dùng hợp đồng điện tử.", []),
        ("Tỉnh hoàn thành mục tiêu với 82% hồ sơ nộp trực tuyến.", ["online_filing_rate all =82 2023"]),
        ("Mục tiêu của tỉnh với 95% hồ sơ đúng hạn là khả thi.", ["aim on_time_settlement_rate all =95 2023"]),
        ("PAR INDEX năm 2023 tăng so với năm 2022 là 2,15%, đạt 87,3%.", ["par_index all =87.3 2023"]),
        (
            "So với năm 2022 là 45%, tỷ lệ hồ sơ trực tuyến năm nay đạt 72%.",
            ["online_filing_rate all =45 2022", "online_filing_rate all =72 2023"],
        ),
        ("Chỉ số SIPAS năm 2023 xếp thứ 9/63, khu vực ĐBSCL xếp thứ 2/13.", ["sipas_index all =9 2023"]),
        (
            "Tỷ lệ hài lòng về thời gian chờ trả kết quả thủ tục hành chính đạt 88,4%.",
            ["satisfaction_procedures_rate all =88.4 2023"],
        ),
        ("PCI của tỉnh năm 2023 vẫn nằm ngoài nhóm 30 địa phương dẫn đầu.", []),
        (
            "PAPI đạt 42.15/80 điểm, PCI đạt 65.2/100 điểm.",
            ["papi_index all =42.15 2023", "pci_index all =65.2 2023"],
        ),
        (
            "PAPI tăng từ 40,14 điểm năm 2021 lên 42,87 điểm.",
            ["papi_index all =40.14 2021", "papi_index all =42.87 2023"],
        ),
        ("Thực hiện yêu cầu của Thủ tướng, PCI năm 2023 được nâng cao, là cơ sở cho năm 2024.", []),
        (
            "Trước hạn 13.500 hồ sơ, chiếm 86,5%; đúng hạn 1.950 hồ sơ, chiếm 12,5%.",
            ["dossiers_settled_count all =13500 2023", "dossiers_settled_count all =1950 2023"],
        ),
        (
            "100% thủ tục hành chính của phường được công khai trên môi trường điện tử.",
            ["procedure_publication_rate commune =100 2023"],
        ),
        ("UBND Q.1 giải quyết đúng hạn 585.100 hồ sơ.", ["dossiers_settled_count district =585100 2023"]),
    ],
)
def test_a_figure_among_others_of_other_years_places_and_things(text, rows):
    assert stated(text) == rows


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        (
            "UBND tỉnh công bố Chỉ số cải cách hành chính năm 2023 của các sở và UBND các huyện. Sở Tài chính dẫn đầu với 92,4%, Sở Y tế 90,1%. Huyện Cái Nước đạt 85,2%.",
            "report",
            ["par_index province =92.4 2023", "par_index province =90.1 2023", "par_index district =85.2 2023"],
        ),
        (
            "PAR INDEX đạt 88,2%. Tỷ lệ hồ sơ đúng hạn của các sở rất cao. Sở Nội vụ 99,8%.",
            "report",
            ["par_index all =88.2 2023", "- province =99.8 2023"],
        ),
        (
            "Sở Công Thương có Chỉ số cải cách hành chính cao nhất, 91,2 điểm.",
            "report",
            ["par_index province =91.2 2023"],
        ),
        (
            "Sở Nội vụ đánh giá tỉnh có Chỉ số cải cách hành chính đạt 87,3%.",
            "report",
            ["par_index all =87.3 2023"],
        ),
        ("Quý III, Quảng Ninh dẫn đầu với 96% hồ sơ trực tuyến.", "report", []),
        (
            "Về hồ sơ đúng hạn, dẫn đầu là Sở Nội vụ với 99,8%.",
            "report",
            ["on_time_settlement_rate province =99.8 2023"],
        ),
        (
            "PCI năm 2023 công bố sáng nay: Long An 70,4 điểm, hạng 3; Cà Mau 66,8 điểm, hạng 25.",
            "report",
            ["pci_index all =66.8 2023", "pci_index all =25 2023"],
        ),
        (
            "PCI năm 2023 của tỉnh đứng thứ 2 vùng Đồng bằng sông Cửu Long, đạt 66,1 điểm.",
            "report",
            ["pci_index all =66.1 2023"],
        ),
        (
            "PAR INDEX bình quân cả nước đạt 86,9%, Cà Mau đạt 87,5%, xếp thứ 25/63.",
            "report",
            ["par_index all =87.5 2023", "par_index all =25 2023"],
        ),
        (
            "Hồ sơ nộp trực tuyến đạt 68,5%, Cà Mau dẫn đầu cả nước, trên Đà Nẵng và Hà Giang.",
            "report",
            ["online_filing_rate all =68.5 2023"],
        ),
        ("PCI của tỉnh xếp thứ 3/63, sau Hải Phòng, Quảng Ninh.", "report", ["pci_index all =3 2023"]),
        (
            "Cà Mau đang dẫn đầu 63 tỉnh, hồ sơ giải quyết đúng hạn là 98,1%.",
            "report",
            ["on_time_settlement_rate all =98.1 2023"],
        ),
        ("Tỷ lệ hồ sơ trực tuyến bình quân trong 63 tỉnh, thành phố là 52%.", "report", []),
        (
            "Trung tâm Phục vụ hành chính công phường Hà Nam nhận 7.290 hồ sơ.",
            "report",
            ["dossiers_received_count commune =7290 2023"],
        ),
        (
            "Tỷ lệ hồ sơ trực tuyến cấp xã Long An đạt 81%, Cà Mau đạt 75%.",
            "report",
            ["online_filing_rate commune =75 2023"],
        ),
        (
            "Khối bộ: Bộ Tài chính 78,4% hồ sơ trực tuyến toàn trình; của tỉnh là 52%.",
            "report",
            ["fully_online_filing_rate all =52 2023"],
        ),
        ("Sở Xây dựng giải ngân 51%, Sở Công Thương 1,6%.", "report", []),
        ("Trong 13 tỉnh Đồng bằng sông Cửu Long, PCI của tỉnh đứng thứ 6.", "report", []),
        (
            "PCI năm 2023 được 64,9 điểm, đứng hạng 35/63; trong khu vực Đồng bằng sông Cửu Long ở hạng 7.",
            "report",
            ["pci_index all =64.9 2023", "pci_index all =35 2023"],
        ),
        (
            "PAPI đạt 46,1 điểm, hơn bình quân cả nước 3,8 điểm, xếp hạng 4/63.",
            "report",
            ["papi_index all =46.1 2023", "papi_index all =4 2023"],
        ),
        (
            "Tính chung cả nước, dịch vụ công toàn trình đạt 25%, hồ sơ nộp trực tuyến đạt 66%; của tỉnh là 71%.",
            "report",
            ["online_filing_rate all =71 2023"],
        ),
        ("Cả nước có 48% hồ sơ trực tuyến, tỉnh Cà Mau có 60%.", "report", ["online_filing_rate all =60 2023"]),
        (
            "Ở bảng xếp hạng Chỉ số CCHC năm 2023 của tỉnh có nhiều thay đổi. Trong 19 sở, ngành, Sở Tư pháp đứng đầu với 93,1%.",
            "report",
            ["par_index province =93.1 2023"],
        ),
        (
            "TP.HCM đạt 72% hồ sơ trực tuyến; Cà Mau mới 58%.",
            "report",
            ["online_filing_rate all =58 2023"],
        ),
        (
            "PCI: TP Hồ Chí Minh xếp thứ 27, Cà Mau xếp thứ 19.",
            "report",
            ["pci_index all =19 2023"],
        ),
        (
            "Ông Trần Văn N., Giám đốc Sở Nội vụ: Đến nay 98% hồ sơ được giải quyết đúng hạn.",
            "report",
            ["on_time_settlement_rate all =98 2023"],
        ),
        (
            "UBND tỉnh cho biết, tỷ lệ hồ sơ trực tuyến đạt 77%.",
            "report",
            ["online_filing_rate all =77 2023"],
        ),
        (
            "Chỉ số CCHC năm 2023\n\nĐơn vị | Điểm\nVăn phòng UBND tỉnh | 91,2\nThanh tra tỉnh | 90,4\nUBND huyện Năm Căn | 88,1",
            "report",
            ["par_index province =91.2 2023", "par_index province =90.4 2023", "par_index district =88.1 2023"],
        ),
        (
            "Về SIPAS 2023, Cà Mau dẫn đầu với 90,1%.",
            "report",
            ["sipas_index all =90.1 2023"],
        ),
        (
            "Nhiều chỉ tiêu cao hơn mức chung cả nước, trong đó tỷ lệ hồ sơ trực tuyến đạt 81%.",
            "report",
            ["online_filing_rate all =81 2023"],
        ),
        (
            "Tỷ lệ này cao hơn bình quân cả nước (55%).",
            "report",
            [],
        ),
        (
            "Đoàn giám sát làm việc tại xã Tân Ân. Đến tháng 9, xã tiếp nhận 640 hồ sơ. Mức độ hài lòng về giải quyết TTHC đạt 99%.",
            "report",
            ["dossiers_received_count commune =640 2023", "satisfaction_procedures_rate commune =99 2023"],
        ),
        (
            "100% báo cáo định kỳ được gửi qua Hệ thống thông tin báo cáo của UBND tỉnh.",
            "plan",
            ["aim electronic_reporting_rate all =100 2023"],
        ),
        (
            "PAPI xếp thứ 40/61 (Quảng Ninh và Bình Dương khuyết dữ liệu).",
            "report",
            ["papi_index all =40 2023"],
        ),
        (
            "UBND tỉnh và UBND cấp huyện tiếp nhận 9.000 hồ sơ.",
            "report",
            ["dossiers_received_count all =9000 2023"],
        ),
        (
            "Các trung tâm phục vụ hành chính công của 12 xã tiếp nhận 4.400 hồ sơ.",
            "report",
            ["dossiers_received_count commune =4400 2023"],
        ),
        (
            "Chỉ số CCHC của huyện Năm Căn được tỉnh xếp thứ 4/9 huyện, thành phố.",
            "report",
            ["par_index district =4 2023"],
        ),
        (
            "Thanh tra tỉnh xếp thứ 2 về Chỉ số CCHC với 94,2 điểm.",
            "report",
            ["par_index province =2 2023", "par_index province =94.2 2023"],
        ),
        (
            "Một số tỉnh (như Kiên Giang, Bạc Liêu) đạt tỷ lệ hồ sơ trực tuyến 82%.",
            "report",
            [],
        ),
        (
            "Bà Lan, Chủ tịch UBND xã Tân Hưng cho biết: Đã tiếp nhận 1.250 hồ sơ, đúng hạn 100%.",
            "report",
            ["dossiers_received_count commune =1250 2023", "on_time_settlement_rate commune =100 2023"],
        ),
        (
            "PAR INDEX của tỉnh cao hơn nhiều tỉnh trong vùng, đạt 87,5 điểm.",
            "report",
            ["par_index all =87.5 2023"],
        ),
        (
            "Tham khảo kinh nghiệm của tỉnh Quảng Ninh, nơi có tỷ lệ hồ sơ nộp trực tuyến đạt 92%.",
            "report",
            [],
        ),
    ],
)
def test_which_place_or_body_a_figure_is_of(text, kind, rows):
    assert stated(text, kind) == rows


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        (
            "100% cơ quan hành chính nhà nước từ tỉnh đến xã dùng phần mềm quản lý văn bản và điều hành.",
            "report",
            ["document_system_coverage_rate all =100 2023"],
        ),
        (
            "100% cơ quan hành chính nhà nước từ tỉnh đến xã dùng phần mềm quản lý văn bản và điều hành.",
            "plan",
            [
                "aim document_system_coverage_rate province =100 2023",
                "aim document_system_coverage_rate district =100 2023",
                "aim document_system_coverage_rate commune =100 2023",
            ],
        ),
        (
            "Từ cấp tỉnh đến cấp xã, mỗi cấp đều đạt 98% hồ sơ đúng hạn.",
            "report",
            [
                "on_time_settlement_rate province =98 2023",
                "on_time_settlement_rate district =98 2023",
                "on_time_settlement_rate commune =98 2023",
            ],
        ),
        (
            "Đối với các sở, ban của tỉnh và UBND các xã, tỷ lệ cấp kết quả điện tử phải đạt 100%.",
            "plan",
            ["aim electronic_result_rate province =100 2023", "aim electronic_result_rate commune =100 2023"],
        ),
        (
            "Tại phường Tân Xuyên (số 12, đường 3/2), trong tuần đầu trung tâm nhận 137 hồ sơ.",
            "report",
            ["dossiers_received_count commune =137 2023"],
        ),
        (
            "Chủ tịch UBND tỉnh ban hành 12 quyết định công bố 349 TTHC của ba cấp chính quyền, sửa đổi, bổ sung 78 thủ tục.",
            "report",
            [
                "announcement_decision_count province =12 2023",
                "procedures_announced_count all =349 2023",
                "procedures_announced_count all =78 2023",
            ],
        ),
        (
            "Tỉnh cung cấp 2.268 dịch vụ công, chia ra cấp tỉnh 1.833, cấp huyện 301, cấp xã 134; có 1.089 dịch vụ công toàn trình.",
            "report",
            [
                "public_service_count all =2268 2023",
                "public_service_count province =1833 2023",
                "public_service_count district =301 2023",
                "public_service_count commune =134 2023",
                "public_service_count all =1089 2023",
            ],
        ),
        (
            "Ở cấp tỉnh, đúng hạn 99%. Đáng lo là cấp huyện: tiếp nhận 4.200 hồ sơ. Hồ sơ trễ hạn 90 hồ sơ.",
            "report",
            [
                "on_time_settlement_rate province =99 2023",
                "dossiers_received_count district =4200 2023",
                "dossiers_settled_count all =90 2023",
            ],
        ),
        (
            "Đến nay thị xã cung cấp trên 300 dịch vụ công trực tuyến.",
            "report",
            ["public_service_count district >300 2023"],
        ),
        (
            "Lãnh đạo Trung tâm Phục vụ hành chính công tỉnh lý giải, tỷ lệ hồ sơ nộp trực tuyến mới đạt 44%.",
            "report",
            ["online_filing_rate all =44 2023"],
        ),
        (
            "Chủ tịch UBND xã Tân Phú cho biết 98% hồ sơ được giải quyết đúng hạn.",
            "report",
            ["on_time_settlement_rate commune =98 2023"],
        ),
        (
            "Theo UBND tỉnh Cà Mau, 2.234 dịch vụ công trực tuyến được cung cấp.",
            "report",
            ["public_service_count all =2234 2023"],
        ),
        (
            "Trung tâm Phục vụ hành chính công tỉnh mở cửa năm ngoái. Trung tâm tiếp nhận 900 hồ sơ. Tỷ lệ số hóa hồ sơ đạt 77%; người dân hài lòng đạt 98%.",
            "report",
            [
                "dossiers_received_count province =900 2023",
                "dossier_digitization_rate province =77 2023",
                "satisfaction_procedures_rate province =98 2023",
            ],
        ),
        (
            "Trung tâm Phục vụ hành chính công tỉnh tiếp nhận 900 hồ sơ. Toàn tỉnh có 1.200 dịch vụ công trực tuyến.",
            "report",
            ["dossiers_received_count province =900 2023", "public_service_count all =1200 2023"],
        ),
        (
            "Trung tâm Phục vụ hành chính công tỉnh có 19 quầy. Năm 2023 đơn vị tiếp nhận 138.000 hồ sơ.",
            "report",
            ["dossiers_received_count province =138000 2023"],
        ),
        (
            "Cả UBND cấp tỉnh lẫn cấp xã tiếp nhận 1.900 hồ sơ, đã trả kết quả 1.400 hồ sơ.",
            "report",
            ["dossiers_received_count all =1900 2023", "dossiers_settled_count all =1400 2023"],
        ),
        (
            "Công báo tỉnh - Kế hoạch số 118/KH-UBND ngày 12/02/2023\nTỷ lệ hồ sơ trực tuyến tại các sở, ban, ngành của tỉnh trong năm phải đạt từ 70% trở lên, trong khi UBND cấp huyện phải đạt từ 60% trở lên theo lộ trình đã được Ban Chỉ đạo thống nhất.",
            "plan",
            ["aim online_filing_rate province >=70 2023", "aim online_filing_rate district >=60 2023"],
        ),
        (
            "Cổng kết nối của các sở, huyện và xã đạt 90% hồ sơ đúng hạn.",
            "report",
            [
                "on_time_settlement_rate province =90 2023",
                "on_time_settlement_rate district =90 2023",
                "on_time_settlement_rate commune =90 2023",
            ],
        ),
        (
            "100% cơ quan cấp tỉnh, cấp huyện, cấp xã dùng phần mềm quản lý văn bản và điều hành, đồng thời ký số văn bản.",
            "report",
            [
                "document_system_coverage_rate province =100 2023",
                "document_system_coverage_rate district =100 2023",
                "document_system_coverage_rate commune =100 2023",
            ],
        ),
        (
            "Xử lý trên môi trường mạng 95% hồ sơ công việc tại tỉnh, 85% tại cấp huyện, 70% tại cấp xã.",
            "plan",
            [
                "aim e_dossier_rate province =95 2023",
                "aim e_dossier_rate district =85 2023",
                "aim e_dossier_rate commune =70 2023",
            ],
        ),
    ],
)
def test_levels_that_are_named_together_or_one_after_the_other(text, kind, rows):
    assert stated(text, kind) == rows


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        (
            "Riêng cấp huyện có 16.200 hồ sơ, đã giải quyết 15.100 hồ sơ.",
            "report",
            ["dossiers_settled_count district =15100 2023"],
        ),
        (
            "Đã giải quyết 2.300 hồ sơ, đúng hạn 2.290, quá hạn 10.",
            "report",
            [
                "dossiers_settled_count all =2300 2023",
                "dossiers_settled_count all =2290 2023",
                "dossiers_settled_count all =10 2023",
            ],
        ),
        ("100% phí, lệ phí được nộp trực tuyến.", "report", ["online_payment_transaction_rate all =100 2023"]),
        ("Giảm lệ phí nên hồ sơ nộp trực tuyến đạt 72%.", "report", ["online_filing_rate all =72 2023"]),
        ("Miễn 100% phí, lệ phí khi người dân nộp hồ sơ trực tuyến.", "plan", ["aim - all =100 2023"]),
        ("Tỉnh tăng mạnh, được 44,3204 điểm PAPI.", "report", ["papi_index all =44.3204 2023"]),
        (
            "DTI năm 2023 của tỉnh xếp thứ 12 cả nước; về trụ cột thì chính quyền số thứ 12.",
            "report",
            ["dti_index all =12 2023"],
        ),
        (
            "PCI năm 2023 của tỉnh xếp thứ hai mươi tám cả nước, PAPI đứng thứ nhì.",
            "report",
            ["pci_index all =28 2023", "papi_index all =2 2023"],
        ),
        (
            "PAR INDEX năm 2023 của tỉnh là 85,1%; đây là năm thứ hai liên tiếp tỉnh tăng hạng.",
            "report",
            ["par_index all =85.1 2023"],
        ),
        (
            "Mục tiêu đến năm 2025: Chỉ số hiệu quả quản trị và hành chính công (PAPI), PAR INDEX nằm trong top 15.",
            "plan",
            ["aim par_index all <=15 2025", "aim papi_index all <=15 2025"],
        ),
        (
            "Phường Tân Thành tiếp nhận nhiều nhất trong ngày với 203 hồ sơ.",
            "report",
            ["dossiers_received_count commune =203 2023"],
        ),
        (
            "Kế hoạch số 10/KH-UBND của Cà Mau về kiểm soát thủ tục hành chính yêu cầu 100% thủ tục hành chính được công khai.",
            "plan",
            ["aim procedure_publication_rate all =100 2023"],
        ),
        (
            "Tiếp nhận 2.896 hồ sơ, trong đó trực tuyến 900 hồ sơ (tỷ lệ hồ sơ trực tuyến 31%), trực tiếp 1.996 hồ sơ.",
            "report",
            [
                "dossiers_received_count all =2896 2023",
                "dossiers_received_count all =900 2023",
                "online_filing_rate all =31 2023",
                "dossiers_received_count all =1996 2023",
            ],
        ),
        (
            "Tiếp nhận 520 hồ sơ (95% trực tuyến), giải quyết 480 hồ sơ.",
            "report",
            [
                "dossiers_received_count all =520 2023",
                "online_filing_rate all =95 2023",
                "dossiers_settled_count all =480 2023",
            ],
        ),
        (
            "Sau chưa đầy hai tháng, trung tâm đã tiếp nhận 5.600 hồ sơ.",
            "report",
            ["dossiers_received_count all =5600 2023"],
        ),
        ("UBND tỉnh công bố các quyết định: 6 Ban quản lý dự án còn 3 ban.", "report", []),
        (
            "Hải Phòng là một trong 7 địa phương nhóm A. SIPAS 2023 đạt 88,1%, tăng 4,2%, xếp thứ 5/63.",
            "report",
            ["sipas_index all =88.1 2023", "sipas_index all =5 2023"],
        ),
        (
            "SIPAS năm 2023 lần đầu đứng thứ nhất: 90,5%.",
            "report",
            ["sipas_index all =1 2023", "sipas_index all =90.5 2023"],
        ),
        (
            "Với 43,539 điểm PAPI, tỉnh đứng thứ 18.",
            "report",
            ["papi_index all =43.539 2023", "papi_index all =18 2023"],
        ),
        ("Năm qua tỉnh tiếp nhận hồ sơ đúng quy định. Các sở đã giải quyết hồ sơ. Print | 60619", "report", []),
        (
            "Lũy kế 01/7 - 11/7/2023, phường tiếp nhận 2.896 hồ sơ.",
            "report",
            ["dossiers_received_count commune =2896 2023"],
        ),
        (
            "Năm nay tỷ lệ hồ sơ trực tuyến của tỉnh mới khoảng 7,41%.",
            "plan",
            ["online_filing_rate all =7.41 2023"],
        ),
        (
            "Đến hết tháng 9, tỉnh còn 312 hồ sơ đất đai chậm, tập trung ở hai chi nhánh.",
            "report",
            [],
        ),
        (
            "Cấp huyện giải quyết 5.120 hồ sơ; 37 hồ sơ trễ hạn.",
            "report",
            ["dossiers_settled_count district =5120 2023", "dossiers_settled_count district =37 2023"],
        ),
        (
            "Qua rà soát, 14 hồ sơ bị chậm do thiếu bản đồ.",
            "report",
            [],
        ),
        (
            "Năm 2023 có 62% hộ gia đình dùng cáp quang; 91% hồ sơ TTHC được giải quyết đúng hạn.",
            "report",
            ["on_time_settlement_rate all =91 2023"],
        ),
        (
            "Phấn đấu 80% dân số trưởng thành có điện thoại thông minh.",
            "plan",
            [],
        ),
        (
            "95% hợp tác xã dùng hóa đơn điện tử.",
            "report",
            [],
        ),
        (
            "SIPAS của tỉnh đạt 84,2%, giảm 1,3% so với năm trước, xếp thứ 21/63.",
            "report",
            ["sipas_index all =84.2 2023", "sipas_index all =21 2023"],
        ),
        (
            "Tỷ lệ thanh toán trực tuyến đạt 61%, tăng 12% so với năm 2022, trong đó cấp xã 70%.",
            "report",
            ["online_payment_transaction_rate all =61 2023", "online_payment_transaction_rate commune =70 2023"],
        ),
        (
            "Số lượt đọc: 412\nTỷ lệ hồ sơ giải quyết đúng hạn đạt 96%.",
            "report",
            ["on_time_settlement_rate all =96 2023"],
        ),
        (
            "PAPI năm 2023 đạt 42,6 điểm; các nội dung gồm: kiểm soát tham nhũng 6,9 điểm; quản trị điện tử 3,4 điểm.",
            "report",
            ["papi_index all =42.6 2023"],
        ),
        (
            "PCI đạt 66,1 điểm. Chi phí thời gian tăng từ hạng 40 lên hạng 12.",
            "report",
            ["pci_index all =66.1 2023"],
        ),
        (
            "Mảng hạ tầng số trong chỉ số DTI xếp thứ 12.",
            "report",
            [],
        ),
        (
            "Trung tâm niêm yết 310 TTHC; Chủ tịch UBND tỉnh công bố 88 TTHC.",
            "report",
            ["procedures_announced_count province =88 2023"],
        ),
        (
            "Kiến nghị của người dân đã trả lời xong, tỷ lệ hài lòng về giải quyết TTHC đạt 97%.",
            "report",
            ["satisfaction_procedures_rate all =97 2023"],
        ),
        (
            "Trong số hồ sơ đến hạn, tỷ lệ giải quyết đúng hạn là 95,5%.",
            "report",
            ["on_time_settlement_rate all =95.5 2023"],
        ),
        (
            "Có 4.100 hồ sơ đến hạn.",
            "report",
            [],
        ),
        (
            "Tỷ lệ hài lòng về xử lý phản ánh, kiến nghị đạt 92%.",
            "report",
            ["- all =92 2023"],
        ),
        (
            "100% TTHC theo danh mục công bố được cung cấp dịch vụ công trực tuyến toàn trình.",
            "plan",
            ["aim fully_online_service_rate all =100 2023"],
        ),
        (
            "Hằng năm tỉnh giữ vị trí trong nhóm 15 ở cả ba chỉ số PAR INDEX, SIPAS và PAPI.",
            "plan",
            ["aim papi_index all <=15 2023", "aim par_index all <=15 2023", "aim sipas_index all <=15 2023"],
        ),
        (
            "80% dịch vụ công trực tuyến được cung cấp trên nhiều phương tiện truy cập.",
            "plan",
            ["aim - all =80 2023"],
        ),
        (
            "Đã trả 900 hồ sơ đúng hạn (60%), 580 hồ sơ trước hạn (38,7%), 20 hồ sơ trễ hạn (1,3%).",
            "report",
            [
                "dossiers_settled_count all =900 2023",
                "dossiers_settled_count all =580 2023",
                "dossiers_settled_count all =20 2023",
            ],
        ),
        (
            "Báo cáo của Sở Nội vụ: huyện Thới Bình tiếp nhận 900 hồ sơ: đúng hạn 610, trước hạn 275, trễ hạn 15.",
            "report",
            [
                "dossiers_received_count district =900 2023",
                "dossiers_settled_count district =610 2023",
                "dossiers_settled_count district =275 2023",
                "dossiers_settled_count district =15 2023",
            ],
        ),
        (
            "Trong quý, nhiều nhất là Sở Tư pháp 2.100 hồ sơ tiếp nhận.",
            "report",
            ["dossiers_received_count province =2100 2023"],
        ),
        (
            "Thứ hạng PCI, PAPI và SIPAS phải được cải thiện trong năm 2023.",
            "plan",
            [
                "aim pci_index all increase 2023",
                "aim papi_index all increase 2023",
                "aim sipas_index all increase 2023",
            ],
        ),
        (
            "Nâng cao chỉ số hài lòng của người dân đối với sự phục vụ của cơ quan hành chính (SIPAS).",
            "plan",
            ["aim sipas_index all increase 2023"],
        ),
        (
            "UBND tỉnh ban hành 14 quyết định công bố 230 thủ tục hành chính nội bộ.",
            "report",
            ["announcement_decision_count province =14 2023", "procedures_announced_count province =230 2023"],
        ),
        (
            "Số hóa kết quả giải quyết TTHC đạt 88%.",
            "report",
            ["dossier_digitization_rate all =88 2023"],
        ),
        (
            "Số hóa kết quả giải quyết TTHC còn hiệu lực đạt 41%.",
            "report",
            ["digitization_rate all =41 2023"],
        ),
        (
            "Các chỉ số năm nay:\nPAR INDEX: 85,1%\nSIPAS: 84,2%",
            "report",
            ["par_index all =85.1 2023", "sipas_index all =84.2 2023"],
        ),
        (
            "Tỷ lệ hồ sơ trực tuyến đạt 71%, thấp hơn kế hoạch năm 75%.",
            "report",
            ["online_filing_rate all =71 2023", "aim online_filing_rate all =75 2023"],
        ),
        (
            "Tỷ lệ hồ sơ trực tuyến đạt 71%, kém mục tiêu đề ra 9%.",
            "report",
            ["online_filing_rate all =71 2023"],
        ),
        (
            "PCI xếp hạng 25, cao hơn mục tiêu hạng 30.",
            "report",
            ["pci_index all =25 2023", "aim pci_index all =30 2023"],
        ),
        (
            "Sau hơn một năm triển khai đã tiếp nhận 45.000 hồ sơ.",
            "report",
            ["dossiers_received_count all =45000 2023"],
        ),
        (
            "Các cơ quan ứng dụng CNTT mạnh mẽ hơn và ký số 98% văn bản phát hành.",
            "report",
            ["digitally_signed_document_rate all =98 2023"],
        ),
        (
            "Xã có hạ tầng yếu kém tiếp nhận 450 hồ sơ trực tuyến.",
            "report",
            ["dossiers_received_count commune =450 2023"],
        ),
        (
            "PCI đạt 66,2 điểm, hơn tỉnh đứng đầu vùng 1,2 điểm.",
            "report",
            ["pci_index all =66.2 2023"],
        ),
        (
            "Tỷ lệ người dân có điện thoại thông minh 75%, tỷ lệ hồ sơ nộp trực tuyến 71%.",
            "report",
            ["online_filing_rate all =71 2023"],
        ),
        (
            "100% xã có trạm y tế, 100% xã thực hiện cơ chế một cửa.",
            "report",
            ["one_stop_coverage_rate commune =100 2023"],
        ),
        (
            "Tỷ lệ hồ sơ trực tuyến ở mức 71% vượt chỉ tiêu được giao.",
            "report",
            ["online_filing_rate all =71 2023"],
        ),
        (
            "Hiện tỷ lệ số hóa hồ sơ ở mức 78% trong khi tỉnh giao 80%.",
            "report",
            ["dossier_digitization_rate all =78 2023", "aim dossier_digitization_rate all =80 2023"],
        ),
        (
            "Kế hoạch 12/KH-UBND giao 80% hồ sơ trực tuyến, tỉnh đã đạt 71%.",
            "report",
            ["aim online_filing_rate all =80 2023", "online_filing_rate all =71 2023"],
        ),
        (
            "Chỉ tiêu 18/18 sở, ngành dùng chữ ký số; thực hiện 18/18 sở, ngành dùng chữ ký số.",
            "report",
            [
                "aim digital_signature_agency_rate province =100 2023",
                "digital_signature_agency_rate province =100 2023",
            ],
        ),
        (
            "Hồ sơ đã giải quyết: 4.200 hồ sơ. Trong đó:\n- Đúng hạn: 4.150 hồ sơ\n- Quá hạn: 50 hồ sơ",
            "report",
            [
                "dossiers_settled_count all =4200 2023",
                "dossiers_settled_count all =4150 2023",
                "dossiers_settled_count all =50 2023",
            ],
        ),
        (
            "Hồ sơ quá hạn 81 hồ sơ, chủ yếu lĩnh vực đất đai; đúng hạn 12.000 hồ sơ.",
            "report",
            ["dossiers_settled_count all =81 2023", "dossiers_settled_count all =12000 2023"],
        ),
        (
            "Phường, xã thì 307 trên 322 đơn vị đã công bố phù hợp TCVN ISO 9001.",
            "report",
            ["iso9001_declaration_count commune =307 2023"],
        ),
        (
            "Đã giải quyết 1.500 trên tổng số 1.600 hồ sơ.",
            "report",
            ["dossiers_settled_count all =1500 2023"],
        ),
        (
            "Làm việc với đoàn hôm 6/10, Sở Nội vụ cho biết 98,76% người dân hài lòng.",
            "report",
            ["satisfaction_procedures_rate all =98.76 2023"],
        ),
        (
            "Đã mở 1 lớp bồi dưỡng áp dụng ISO 9001 cho 140 lượt cán bộ của 45 cơ quan cấp tỉnh.",
            "report",
            ["training_class_count all =1 2023"],
        ),
        (
            "Công an tỉnh thu nhận trên 1,7 triệu hồ sơ CCCD.",
            "report",
            [],
        ),
        (
            "Toàn tỉnh có 178.661 hồ sơ TTHC yêu cầu giải quyết.",
            "report",
            [],
        ),
        (
            "Tỷ lệ hồ sơ đúng hạn 99,2%, cao hơn chỉ tiêu kế hoạch 1,2%.",
            "report",
            ["on_time_settlement_rate all =99.2 2023"],
        ),
        (
            "Tỷ lệ hồ sơ đúng hạn 98,13%, cao hơn năm 2022 là 2,48% và vượt mục tiêu kế hoạch 96%.",
            "report",
            ["on_time_settlement_rate all =98.13 2023", "aim on_time_settlement_rate all =96 2023"],
        ),
        (
            "Sở ban hành 12 văn bản chỉ đạo, nhờ đó giải quyết đúng hạn đạt 99,2%.",
            "report",
            ["on_time_settlement_rate all =99.2 2023"],
        ),
        (
            "Đã giải quyết 5.400 trên 5.600 hồ sơ tiếp nhận.",
            "report",
            [],
        ),
        (
            "Trong 4.900 hồ sơ đã giải quyết có 4.850 hồ sơ đúng hạn, chỉ còn 50 hồ sơ quá hạn.",
            "report",
            [
                "dossiers_settled_count all =4900 2023",
                "dossiers_settled_count all =4850 2023",
                "dossiers_settled_count all =50 2023",
            ],
        ),
        (
            "Đã giải quyết 4.900 hồ sơ; hiện có 50 hồ sơ quá hạn.",
            "report",
            ["dossiers_settled_count all =4900 2023"],
        ),
        (
            "Tối thiểu 80% hồ sơ TTHC được xử lý hoàn toàn trực tuyến.",
            "plan",
            ["aim fully_online_filing_rate all >=80 2023"],
        ),
        (
            "Kết quả đo lường hài lòng: người dân đạt 90%, hộ kinh doanh đạt 92%.",
            "report",
            ["satisfaction_procedures_rate all =90 2023", "satisfaction_procedures_rate all =92 2023"],
        ),
        (
            "43 trên 45 đơn vị đã công bố phù hợp TCVN ISO 9001; tiếp nhận 500 hồ sơ.",
            "report",
            ["iso9001_declaration_count all =43 2023", "dossiers_received_count all =500 2023"],
        ),
        (
            "Tiếp nhận 500 hồ sơ; 43 trên 45 đơn vị đã công bố phù hợp TCVN ISO 9001.",
            "report",
            ["dossiers_received_count all =500 2023", "iso9001_declaration_count all =43 2023"],
        ),
    ],
)
def test_what_a_figure_is_of(text, kind, rows):
    assert stated(text, kind) == rows


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        (
            "Chỉ riêng tháng 3/2024 Trung tâm Phục vụ hành chính công tỉnh đã tiếp nhận 3.680 hồ sơ.",
            "report",
            ["dossiers_received_count province =3680 2024"],
        ),
        (
            "Đến năm 2025, tỷ lệ hồ sơ đã tiếp nhận được số hóa đạt 80%.",
            "report",
            ["aim dossier_digitization_rate all =80 2025"],
        ),
        (
            "PAPI của tỉnh đi từ vị trí 33 của năm 2022 lên vị trí 20 với 42,5 điểm.",
            "report",
            ["papi_index all =33 2022", "papi_index all =20 2023", "papi_index all =42.5 2023"],
        ),
        (
            "Đường dây nóng 1900 54 54 81. Bưu chính công ích nhận hồ sơ của 1.108 thủ tục hành chính.",
            "report",
            ["postal_service_count all =1108 2023"],
        ),
        (
            "Mục tiêu đến năm 2025, hồ sơ nộp trực tuyến đạt 80%; hồ sơ đúng hạn đạt 99%.",
            "plan",
            ["aim online_filing_rate all =80 2025", "aim on_time_settlement_rate all =99 2025"],
        ),
        (
            "PAPI năm 2023 của tỉnh xếp hạng 4/63; năm 2021 chỉ số này của tỉnh xếp hạng 14/63.",
            "report",
            ["papi_index all =4 2023", "papi_index all =14 2021"],
        ),
        (
            "Hồ sơ trực tuyến đạt 80%, trong khi năm 2022 là 71%; hồ sơ đúng hạn đạt 99%.",
            "report",
            [
                "online_filing_rate all =80 2023",
                "online_filing_rate all =71 2022",
                "on_time_settlement_rate all =99 2023",
            ],
        ),
        (
            "Theo kết quả công bố, PAR INDEX năm 2022 của tỉnh đứng thứ 41/63. Năm 2023 phấn đấu xếp thứ 30/63.",
            "plan",
            ["par_index all =41 2022", "aim par_index all =30 2023"],
        ),
        (
            "Chỉ số DTI năm 2022 xếp thứ 14, trên năm 2021 sáu bậc.",
            "report",
            ["dti_index all =14 2022"],
        ),
        (
            "Kế hoạch số 77/KH-UBND của tỉnh: năm 2022 tỉnh xếp thứ 41/63 về SIPAS; năm 2023 phấn đấu xếp thứ 35.",
            "plan",
            ["sipas_index all =41 2022", "aim sipas_index all =35 2023"],
        ),
        (
            "PAPI từ hạng 50 của năm 2021 vươn lên hạng 32 trong năm 2022.",
            "report",
            ["papi_index all =50 2021", "papi_index all =32 2022"],
        ),
        (
            "PCI của tỉnh xếp thứ 12 trong khi năm 2022 xếp thứ 9.",
            "report",
            ["pci_index all =12 2023", "pci_index all =9 2022"],
        ),
        (
            "Năm 2023 là năm bản lề của giai đoạn 2021-2025, tỷ lệ hồ sơ trực tuyến đạt 71%.",
            "report",
            ["online_filing_rate all =71 2023"],
        ),
        (
            "HĐND tỉnh khóa X, nhiệm kỳ 2021-2026, đã ban hành 25 nghị quyết QPPL.",
            "report",
            ["legal_documents_issued_count province =25 2023"],
        ),
        (
            "Tiếp nối kết quả giai đoạn 2016-2020, tỷ lệ hồ sơ đúng hạn đạt 98%.",
            "report",
            ["on_time_settlement_rate all =98 2023"],
        ),
        (
            "Chương trình CCHC của tỉnh giai đoạn 2024 - 2025 đặt mục tiêu 98% hồ sơ đúng hạn.",
            "report",
            ["aim on_time_settlement_rate all =98 2025"],
        ),
        (
            "Bám sát mục tiêu giai đoạn 2021-2025, phấn đấu trong năm 98% hồ sơ đúng hạn.",
            "plan",
            ["aim on_time_settlement_rate all =98 2023"],
        ),
        (
            "Từ năm 2021 đến nay, đã giảm 8% đơn vị sự nghiệp công lập.",
            "plan",
            [],
        ),
        (
            "UBND tỉnh ban hành Kế hoạch 345 trước cảnh nhiều năm đứng cuối: năm 2022 PAR INDEX 60/63, SIPAS 54/63.",
            "plan",
            ["par_index all =60 2022", "sipas_index all =54 2022"],
        ),
        (
            "Chỉ thị nêu: năm 2022, PAR INDEX xếp thứ 31/63, năm thứ 3 liền lên hạng; SIPAS đạt 86,81%, xếp thứ 37/63.",
            "plan",
            ["par_index all =31 2022", "sipas_index all =86.81 2022", "sipas_index all =37 2022"],
        ),
        (
            "Cà Mau ra Kế hoạch 345/KH-UBND, bởi kết quả 2022 tỉnh đứng 60/63 về PAR INDEX.",
            "plan",
            ["par_index all =60 2022"],
        ),
        (
            "Về PCI, năm 2020 tỉnh đứng thứ 60, năm 2021 và 2022 xếp hạng 59, năm 2023 đứng thứ 48.",
            "report",
            ["pci_index all =60 2020", "pci_index all =59 2022", "pci_index all =48 2023"],
        ),
        (
            "Tỷ lệ hồ sơ trực tuyến nêu trên năm 2022 đạt 62%.",
            "report",
            ["online_filing_rate all =62 2022"],
        ),
        (
            "Kết quả giai đoạn 2021-2022: PAR INDEX xếp hạng 40.",
            "report",
            ["par_index all =40 2022"],
        ),
        (
            "Tỷ lệ hồ sơ đúng hạn giai đoạn 2021-2022: 97,5%.",
            "report",
            ["on_time_settlement_rate all =97.5 2022"],
        ),
        (
            "Lộ trình giai đoạn 2023-2025: 80% hồ sơ trực tuyến.",
            "plan",
            ["aim online_filing_rate all =80 2025"],
        ),
        (
            "Giảm đơn vị sự nghiệp công lập giai đoạn 2021-2025 ít nhất 10%.",
            "plan",
            ["aim public_service_unit_reduction_rate all >=10 2025"],
        ),
        (
            "Cắt giảm biên chế viên chức giai đoạn 2022-2026 tối thiểu 10%, trong đó năm 2023 giảm 2%.",
            "plan",
            [
                "aim public_service_staff_reduction_rate all >=10 2026",
                "aim public_service_staff_reduction_rate all =2 2023",
            ],
        ),
        (
            "Đã tinh giản 1.200 biên chế giai đoạn 2015-2021, năm 2023 thêm 120 biên chế.",
            "report",
            ["staff_streamlining_count all =1200 2021", "staff_streamlining_count all =120 2023"],
        ),
        (
            "Tinh giản được 345 người giai đoạn 2021-2022.",
            "report",
            ["staff_streamlining_count all =345 2022"],
        ),
        (
            "Hiện nay, tỷ lệ hồ sơ trực tuyến mới đạt 55%. Tỷ lệ hồ sơ đúng hạn đạt 97%. Phấn đấu năm 2023 đạt 99%.",
            "plan",
            ["aim on_time_settlement_rate all =99 2023"],
        ),
    ],
)
def test_when_a_figure_was_told_or_meant(text, kind, rows):
    assert stated(text, kind) == rows


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        pytest.param(
            "Trung tâm Phục vụ hành chính công tỉnh tiếp nhận 21.300 hồ sơ trong năm.\n\nĐã giải quyết 20.900 hồ sơ; tỷ lệ đúng hạn 99,2%.",
            "report",
            [
                "dossiers_received_count province =21300 2023",
                "dossiers_settled_count province =20900 2023",
                "on_time_settlement_rate province =99.2 2023",
            ],
            id="results of a centre go on in the next paragraph",
        ),
        pytest.param(
            "UBND huyện Trần Văn Thời tiếp nhận 5.120 hồ sơ.\n\nTrong đó 4.300 hồ sơ nộp trực tuyến.",
            "report",
            ["dossiers_received_count district =5120 2023", "dossiers_received_count district =4300 2023"],
            id="a part of what a district received",
        ),
        pytest.param(
            "Trung tâm Phục vụ hành chính công tỉnh tiếp nhận 21.300 hồ sơ.\n\nToàn tỉnh tiếp nhận 180.000 hồ sơ, đúng hạn 98,1%.",
            "report",
            [
                "dossiers_received_count province =21300 2023",
                "dossiers_received_count all =180000 2023",
                "on_time_settlement_rate all =98.1 2023",
            ],
            id="the province takes over",
        ),
        pytest.param(
            "Xã Khánh Bình tiếp nhận 1.204 hồ sơ.\n\nẢnh: Người dân làm thủ tục\n\nTỷ lệ hồ sơ trực tuyến của tỉnh đạt 71%.",
            "report",
            ["dossiers_received_count commune =1204 2023", "online_filing_rate all =71 2023"],
            id="the province takes over from a commune",
        ),
        pytest.param(
            "THỨ TƯ, 14/6/2023 08:15\n\nTỷ lệ hồ sơ nộp trực tuyến đạt 64%.",
            "report",
            ["online_filing_rate all =64 2023"],
            id="a line with the day of a page, in capitals",
        ),
        pytest.param(
            "THỨ SÁU, 11/11/2022 17:11\n\nPhấn đấu 95% hồ sơ được giải quyết đúng hạn.",
            "plan",
            ["aim on_time_settlement_rate all =95 2023"],
            id="such a line over a plan",
        ),
        pytest.param(
            "Kết quả tháng 9 của Trung tâm Phục vụ hành chính công tỉnh\n\nTrong tháng, hồ sơ tiếp nhận là 1.420 hồ sơ, nộp trực tuyến 900 hồ sơ.",
            "report",
            ["dossiers_received_count province =1420 2023", "dossiers_received_count province =900 2023"],
            id="a headline that names a centre",
        ),
        pytest.param(
            "Cập nhật: 03/01/2024 08:15 - Lượt xem: 210\n\nTrong quý, cấp xã tiếp nhận 8.260 hồ sơ.",
            "report",
            ["dossiers_received_count commune =8260 2023"],
            id="when a page was put out",
        ),
        pytest.param(
            "Mục tiêu:\n-\n98% hồ sơ được giải quyết đúng hạn.\n-\n80% hồ sơ nộp trực tuyến.",
            "plan",
            ["aim on_time_settlement_rate all =98 2023", "aim online_filing_rate all =80 2023"],
            id="marks on lines of their own",
        ),
        pytest.param(
            "PAPI của tỉnh đạt 42,3 điểm.\n\nẢnh: Một buổi khảo sát\n\nTỉnh xếp thứ 21.",
            "report",
            ["papi_index all =42.3 2023", "papi_index all =21 2023"],
            id="an index of the paragraph before",
        ),
        pytest.param(
            "PCI của tỉnh đạt 65,4 điểm.\n\nVề Chỉ số PAPI\n\nTỉnh đạt 41,3 điểm, xếp thứ 39.",
            "report",
            ["pci_index all =65.4 2023", "papi_index all =41.3 2023", "papi_index all =39 2023"],
            id="a line that names another index",
        ),
        pytest.param(
            "PAR INDEX của tỉnh xếp thứ 20.\n\nTỷ lệ số hóa hồ sơ đạt 82%, xếp thứ 10.",
            "report",
            ["par_index all =20 2023", "dossier_digitization_rate all =82 2023"],
            id="the rank of a rate",
        ),
        pytest.param(
            "Trung tâm Phục vụ hành chính công tỉnh tiếp nhận 38.450 hồ sơ. Kết quả chung của tỉnh có chuyển biến. Tỷ lệ thanh toán trực tuyến đạt 61,3%.",
            "report",
            ["dossiers_received_count province =38450 2023", "online_payment_transaction_rate all =61.3 2023"],
            id="the province behind a centre",
        ),
        pytest.param(
            "Cấp xã\n\nTiếp nhận 12.450 hồ sơ.\n\nCấp huyện\n\nTiếp nhận 7.312 hồ sơ.",
            "report",
            ["dossiers_received_count commune =12450 2023", "dossiers_received_count district =7312 2023"],
            id="levels on lines of their own",
        ),
    ],
)
def test_a_page_of_several_paragraphs(text, kind, rows):
    assert stated(text, kind) == rows


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        pytest.param(
            "Đến năm 2025, 80% hồ sơ công việc cấp tỉnh được xử lý trên môi trường mạng. 60% hồ sơ thủ tục hành chính nộp trực tuyến.",
            "plan",
            ["aim e_dossier_rate province =80 2025", "aim online_filing_rate all =60 2025"],
            id="a deadline that holds for the next aim",
        ),
        pytest.param(
            "Hội nghị bàn nhiệm vụ năm 2024. Năm 2023, 98,5% hồ sơ được giải quyết đúng hạn. Tỷ lệ hồ sơ trực tuyến đạt 71%.",
            "report",
            ["on_time_settlement_rate all =98.5 2023", "online_filing_rate all =71 2023"],
            id="results behind tasks of the year to come",
        ),
        pytest.param(
            "Năm 2023, PAPI của tỉnh đạt 43,1 điểm.\n\nVề SIPAS, tỉnh có nhiều cố gắng. Tỉnh đạt 84,2%, xếp thứ 20.",
            "report",
            ["papi_index all =43.1 2023", "sipas_index all =84.2 2023", "sipas_index all =20 2023"],
            id="an index named in a sentence without figures",
        ),
        pytest.param(
            "Theo Trung tâm Phục vụ hành chính công tỉnh, trong năm toàn tỉnh tiếp nhận 240.000 hồ sơ.",
            "report",
            ["dossiers_received_count all =240000 2023"],
            id="a centre that tells of the whole province",
        ),
        pytest.param(
            "Theo Trung tâm Phục vụ hành chính công tỉnh, trong năm đơn vị tiếp nhận 24.000 hồ sơ.",
            "report",
            ["dossiers_received_count province =24000 2023"],
            id="a centre that tells of itself",
        ),
        pytest.param(
            "UBND tỉnh công bố 1.500 dịch vụ công trực tuyến. Cấp tỉnh có 1.100 dịch vụ, cấp huyện 250 dịch vụ, cấp xã 150 dịch vụ.",
            "report",
            [
                "public_service_count all =1500 2023",
                "public_service_count province =1100 2023",
                "public_service_count district =250 2023",
                "public_service_count commune =150 2023",
            ],
            id="a count that levels add up to",
        ),
        pytest.param(
            "Theo Quyết định số 77/QĐ-UBND của UBND tỉnh, có 400 thủ tục hành chính được tiếp nhận qua dịch vụ bưu chính công ích: 300 thủ tục của các sở, ngành; 60 thủ tục của UBND cấp huyện; 30 thủ tục của UBND cấp xã và 10 thủ tục dùng chung.",
            "report",
            [
                "postal_service_count all =400 2023",
                "postal_service_count province =300 2023",
                "postal_service_count district =60 2023",
                "postal_service_count commune =30 2023",
                "postal_service_count all =10 2023",
            ],
            id="procedures that all levels share",
        ),
        pytest.param(
            "Toàn tỉnh tiếp nhận 80.000 hồ sơ (cấp tỉnh 20.000, cấp huyện 60.000). Trong đó, hồ sơ trực tuyến có 50.000 (cấp tỉnh 15.000, cấp huyện 35.000).",
            "report",
            [
                "dossiers_received_count all =80000 2023",
                "dossiers_received_count province =20000 2023",
                "dossiers_received_count district =60000 2023",
                "dossiers_received_count all =50000 2023",
                "dossiers_received_count province =15000 2023",
                "dossiers_received_count district =35000 2023",
            ],
            id="a part that levels split",
        ),
        pytest.param(
            "100% thủ tục hành chính của 19 sở, ban, ngành được thực hiện theo cơ chế một cửa.",
            "report",
            ["one_stop_procedure_rate province =100 2023"],
            id="procedures of so many departments",
        ),
    ],
)
def test_what_holds_from_one_sentence_to_the_next(text, kind, rows):
    assert stated(text, kind) == rows


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        pytest.param(
            "Nhiều chỉ tiêu chuyển biến tốt: 92% hồ sơ giải quyết đúng hạn, 71% hồ sơ nộp trực tuyến.",
            "report",
            ["on_time_settlement_rate all =92 2023", "online_filing_rate all =71 2023"],
            id="indicators that did well",
        ),
        pytest.param(
            "Các chỉ số của tỉnh đều lên hạng so với năm 2021: PAPI xếp thứ 21, PCI xếp thứ 30.",
            "report",
            ["papi_index all =21 2023", "pci_index all =30 2023"],
            id="a year that a list is held against",
        ),
        pytest.param(
            "Tỷ lệ hồ sơ trực tuyến đạt 71%, vượt mục tiêu 60% của năm 2022.",
            "report",
            ["online_filing_rate all =71 2023", "aim online_filing_rate all =60 2022"],
            id="a goal of the year before",
        ),
        pytest.param(
            "Bộ phận một cửa huyện Cái Nước đã tiếp nhận và giải quyết 3.120 hồ sơ.",
            "report",
            ["dossiers_received_count district =3120 2023"],
            id="received and settled, told as one",
        ),
        pytest.param(
            "Bộ phận một cửa huyện Cái Nước đã tiếp nhận, giải quyết đúng hạn 3.120 hồ sơ.",
            "report",
            ["dossiers_settled_count district =3120 2023"],
            id="received, and settled on time",
        ),
        pytest.param(
            "PAR INDEX đạt 88,1%, là một trong 15 tỉnh trên 87%.",
            "report",
            ["par_index all =88.1 2023"],
            id="a bar that a group passes",
        ),
        pytest.param(
            "Có 96% người dân hài lòng đối với sự phục vụ của Trung tâm Hành chính công tỉnh.",
            "report",
            ["satisfaction_agency_service_rate province =96 2023"],
            id="the service of a centre",
        ),
        pytest.param(
            "PAPI của tỉnh đạt 42.118 điểm; PAR INDEX có tổng điểm 87.38, xếp thứ 20.",
            "report",
            ["papi_index all =42.118 2023", "par_index all =87.38 2023", "par_index all =20 2023"],
            id="scores with points",
        ),
        pytest.param(
            "100% văn bản điện tử trao đổi giữa các cơ quan cấp tỉnh được ký số.",
            "report",
            ["digitally_signed_document_rate province =100 2023"],
            id="documents exchanged and signed",
        ),
        pytest.param(
            "100% thủ tục hành chính được công khai kịp thời, quy trình nội bộ rõ ràng.",
            "plan",
            ["aim procedure_publication_rate all =100 2023"],
            id="inner rules beside procedures",
        ),
        pytest.param(
            "Khối sở, ngành, DTI bình quân 71,2/100 điểm; khối huyện, thành phố, DTI bình quân 66,4/100 điểm.",
            "report",
            ["dti_index province =71.2 2023", "dti_index district =66.4 2023"],
            id="blocks of bodies",
        ),
        pytest.param(
            "VCCI công bố PCI năm 2022 của tỉnh xếp thứ 41 với 63,2 điểm.",
            "plan",
            ["pci_index all =41 2022", "pci_index all =63.2 2022"],
            id="the year of an index in a plan",
        ),
        pytest.param(
            "PAR INDEX đạt 88,1%; 05/08 lĩnh vực trên 90%.",
            "report",
            ["par_index all =88.1 2023"],
            id="a bar that some parts of an index pass",
        ),
        pytest.param(
            "Đã có kết quả giải quyết 5.676 hồ sơ tại Trung tâm Phục vụ hành chính công tỉnh.",
            "report",
            ["dossiers_settled_count province =5676 2023"],
            id="those that have a result",
        ),
    ],
)
def test_what_pages_word_in_their_own_way(text, kind, rows):
    assert stated(text, kind) == rows


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        pytest.param(
            "Tỉnh đề ra mục tiêu năm 2024 đạt 80% hồ sơ trực tuyến. Tỷ lệ thanh toán trực tuyến phấn đấu đạt 60%.",
            "report",
            ["aim online_filing_rate all =80 2024", "aim online_payment_transaction_rate all =60 2024"],
            id="an aim of the year to come",
        ),
        pytest.param(
            "Năm 2024 phấn đấu 80% hồ sơ nộp trực tuyến. Tỷ lệ thanh toán trực tuyến đạt 55% (kế hoạch 50%).",
            "report",
            [
                "aim online_filing_rate all =80 2024",
                "online_payment_transaction_rate all =55 2023",
                "aim online_payment_transaction_rate all =50 2023",
            ],
            id="a result and its plan behind an aim to come",
        ),
        pytest.param(
            "UBND tỉnh ban hành 30 văn bản quy phạm pháp luật; cấp huyện ban hành 18 văn bản; cấp xã ban hành 12 văn bản.",
            "report",
            [
                "legal_documents_issued_count province =30 2023",
                "legal_documents_issued_count district =18 2023",
                "legal_documents_issued_count commune =12 2023",
            ],
            id="a sum by chance",
        ),
        pytest.param(
            "Tỷ lệ hồ sơ trực tuyến đạt 71%, vượt 6% so với mục tiêu năm.",
            "report",
            ["online_filing_rate all =71 2023"],
            id="by how much a goal was passed",
        ),
        pytest.param(
            "Sở Tư pháp đạt 90,2 điểm PAR INDEX, xếp thứ 2/19 sở, ban, ngành.",
            "report",
            ["par_index province =90.2 2023", "par_index province =2 2023"],
            id="a rank among departments",
        ),
        pytest.param(
            "PCI của tỉnh xếp thứ 5/13 tỉnh trong vùng.",
            "report",
            [],
            id="a rank among provinces of a region",
        ),
        pytest.param(
            "Chỉ số SIPAS của tỉnh đạt 84,1%, mức độ hài lòng về giải quyết TTHC đạt 92%.",
            "report",
            ["sipas_index all =84.1 2023", "satisfaction_procedures_rate all =92 2023"],
            id="an index before a rate",
        ),
        pytest.param(
            "Chỉ số năng lực cạnh tranh cấp sở, ngành (DDCI): Sở Y tế đạt 81,2 điểm.",
            "report",
            [],
            id="an index of another kind",
        ),
        pytest.param(
            "Đối với cấp xã, công tác tiếp nhận hồ sơ đi vào nền nếp. Tỷ lệ hồ sơ đúng hạn đạt 96,4%.",
            "report",
            ["on_time_settlement_rate commune =96.4 2023"],
            id="a level named without a figure",
        ),
        pytest.param(
            "Phấn đấu đưa PAPI từ vị trí 41 năm 2022 lên vị trí 25.",
            "plan",
            ["papi_index all =41 2022", "aim papi_index all =25 2023"],
            id="what a rank was before",
        ),
        pytest.param(
            "Tỉnh có 1.194 dịch vụ công trực tuyến trên 2.019 thủ tục hành chính.",
            "report",
            ["public_service_count all =1194 2023"],
            id="of how many, with a noun between",
        ),
        pytest.param(
            "Bộ phận một cửa các cấp có 1.828 thủ tục theo cơ chế một cửa, cấp tỉnh chiếm 78%.",
            "report",
            [],
            id="what only makes up a count",
        ),
        pytest.param(
            "PAPI của tỉnh tăng, từ vị trí 53 lên 46.",
            "report",
            ["papi_index all =46 2023"],
            id="a rank that another one became",
        ),
        pytest.param(
            "Trong tháng còn 480 hồ sơ trong hạn xử lý.",
            "report",
            [],
            id="what is not due",
        ),
    ],
)
def test_rules_where_they_end(text, kind, rows):
    assert stated(text, kind) == rows


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        pytest.param(
            "Với mong muốn nâng cao chỉ số cải cách hành chính, UBND huyện chỉ đạo các phòng phải gửi văn bản xin lỗi khi hồ sơ quá hạn.",
            "plan",
            ["aim par_index all increase 2023"],
            id="who acts behind a comma is no part of what a verb names",
        ),
        pytest.param(
            "Tỷ lệ hồ sơ nộp trực tuyến của xã đạt 88,4%, hơn mức tỉnh giao 3,4%.",
            "report",
            ["online_filing_rate commune =88.4 2023"],
            id="by how much an aim was passed",
        ),
        pytest.param(
            "Chỉ số DTI năm 2022 của tỉnh xếp thứ 21/63. Trong đó trụ cột chính quyền số ở vị trí 12.",
            "report",
            ["dti_index all =21 2022"],
            id="a pillar is no index",
        ),
        pytest.param(
            "SIPAS năm 2022 xếp thứ 15/63 và thứ 8 trong 13 tỉnh.",
            "report",
            ["sipas_index all =15 2022"],
            id="a rank among few provinces is none in the country",
        ),
        pytest.param(
            "UBND tỉnh công bố Chỉ số cải cách hành chính năm 2022 của UBND các huyện. "
            "TP. Cao Lãnh dẫn đầu với 95,86 điểm; Lấp Vò được 92,16 điểm.",
            "report",
            ["par_index district =95.86 2022", "par_index district =92.16 2022"],
            id="an index of districts is not the province's, a sentence may begin with an abbreviation",
        ),
        pytest.param(
            "Có 900 dịch vụ công trực tuyến toàn trình, trên 1.100 dịch vụ công trực tuyến một phần.",
            "report",
            ["public_service_count all =900 2023", "public_service_count all >1100 2023"],
            id="a count behind a comma is no whole of the one before",
        ),
        pytest.param(
            "PCI năm 2022 được 65,1 điểm, lên 3 bậc so với năm 2021 (năm 2021 tỉnh được 64,4 điểm).",
            "report",
            ["pci_index all =65.1 2022", "pci_index all =64.4 2021"],
            id="a year that is compared with may be told of behind it",
        ),
        pytest.param(
            "Sau hai tháng (6/11 - 22/12/2023) huyện tiếp nhận 10.441 hồ sơ.",
            "report",
            ["dossiers_received_count district =10441 2023"],
            id="days without a year are no fraction, and a unit acts behind a parenthesis",
        ),
        pytest.param(
            "Chỉ số | Năm 2021 | Năm 2022\nTính minh bạch | 5,83 | 6,1\nPCI | 58,37 | 57,95",
            "report",
            ["pci_index all =58.37 2021", "pci_index all =57.95 2022"],
            id="a decimal in the row of an index is its score",
        ),
        pytest.param(
            "Tỷ lệ giải quyết hồ sơ TTHC đúng hạn đạt 98%; riêng giải quyết đơn thư, khiếu nại, tố cáo đạt 95%.",
            "report",
            ["on_time_settlement_rate all =98 2023"],
            id="what is said of a thing of another field goes on with no metric",
        ),
        pytest.param(
            "Đã tiếp nhận 6.192 hồ sơ; giải quyết trước hạn 3.807 hồ sơ, đang giải quyết 960, yêu cầu bổ sung 671.",
            "report",
            ["dossiers_received_count all =6192 2023", "dossiers_settled_count all =3807 2023"],
            id="dossiers that must be completed are not settled",
        ),
        pytest.param(
            "Năm 2022, tỉnh đứng thứ hai toàn quốc về tỷ lệ cấp căn cước; chỉ số DTI xếp thứ 37/63 tỉnh, thành phố.",
            "report",
            ["dti_index all =37 2022"],
            id="a rank in another field",
        ),
        pytest.param(
            "Chỉ số DTI của tỉnh đạt 0,61, xếp thứ 13/63; trong đó trụ cột Chính quyền số đạt 0,55, tăng 12%, xếp thứ 17/63.",
            "report",
            ["dti_index all =0.61 2023", "dti_index all =13 2023"],
            id="the rank of a pillar, behind its score and by how much that rose",
        ),
        pytest.param(
            "PAPI 2023 của tỉnh đạt 42,98 điểm. Cải cách thủ tục hành chính chỉ có 11,24/13 điểm, hạng 62/63.",
            "report",
            ["papi_index all =42.98 2023"],
            id="the rank of a part that a sentence of its own tells",
        ),
        pytest.param(
            "Lãnh đạo sở cho biết đang tham mưu các giải pháp nhằm nâng cao Chỉ số PCI trong năm 2024.",
            "report",
            ["aim pci_index all increase 2024"],
            id="an aim for a later time, in a report",
        ),
        pytest.param(
            "Hồ sơ công việc cấp tỉnh xử lý trên môi trường mạng đạt 95%, vượt mức Chính phủ giao (90%); cấp huyện đạt 93%.",
            "report",
            ["e_dossier_rate province =95 2023", "e_dossier_rate district =93 2023"],
            id="a norm behind a figure bears on its part of the sentence",
        ),
        pytest.param(
            "PAPI năm 2023 của tỉnh được 43,1 điểm, xếp thứ 32/63, thuộc nhóm 16 tỉnh trung bình thấp.",
            "report",
            ["papi_index all =43.1 2023", "papi_index all =32 2023"],
            id="one of the groups of an index is no group of leaders",
        ),
        pytest.param(
            "Trung tâm Phục vụ hành chính công tỉnh (đặt tại phường Tân Thành) tiếp nhận 8.306 hồ sơ.",
            "report",
            ["dossiers_received_count province =8306 2023"],
            id="a parenthesis that tells where a body has its seat",
        ),
        pytest.param(
            "Trung tâm Phục vụ hành chính công tỉnh nhận hồ sơ của 19 lĩnh vực. Năm 2023, đơn vị tiếp nhận 8.306 hồ sơ.",
            "report",
            ["dossiers_received_count province =8306 2023"],
            id="a Centre that goes on as the unit, behind a year",
        ),
        pytest.param(
            "Cà Mau đạt 88,38% ở PAR INDEX, cao hơn năm 2022 1,82%, xếp hạng 17.",
            "report",
            ["par_index all =88.38 2023", "par_index all =17 2023"],
            id="an index right behind the percent that is its score",
        ),
        pytest.param(
            "PAR INDEX đạt 84,33%, xếp thứ 5 toàn quốc, sát nút Hải Phòng (84,35%).",
            "report",
            ["par_index all =84.33 2023", "par_index all =5 2023"],
            id="close behind another province",
        ),
        pytest.param(
            "Mức độ hài lòng về giải quyết TTHC năm 2022 là 97%, năm 2023 (đến tháng 5) là 94%.",
            "report",
            ["satisfaction_procedures_rate all =97 2022", "satisfaction_procedures_rate all =94 2023"],
            id="a remark behind a year",
        ),
        pytest.param(
            "100% TTHC đủ điều kiện được cung cấp trực tuyến toàn trình trên Cổng Dịch vụ công quốc gia.",
            "report",
            ["fully_online_service_rate all =100 2023"],
            id="what is offered in full, and where",
        ),
        pytest.param(
            "Kế hoạch đặt ra các mục tiêu: cắt giảm ít nhất 30% chi phí tuân thủ; 100% TTHC cấp xã được thực hiện theo cơ chế một cửa.",
            "report",
            ["aim compliance_cost_reduction_rate all >=30 2023", "aim one_stop_procedure_rate commune =100 2023"],
            id="goals that a lead sets out, each behind a semicolon",
        ),
    ],
)
def test_what_fresh_pages_showed(text, kind, rows):
    assert stated(text, kind) == rows
