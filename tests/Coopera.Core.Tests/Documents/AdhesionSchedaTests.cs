using Coopera.Core.Documents;
using Coopera.Core.Documents.Signatures;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Pdf;
using Fields = Coopera.Core.Documents.AdhesionSchedaFields;

namespace Coopera.Core.Tests.Documents;

public sealed class AdhesionSchedaTests
{
    private const string Status = "https://www.example.it/iscrizioni/coordinamento/adesione/CfDJ8Nn0sQ2h_x-7";

    private static readonly DateTimeOffset Day = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);
    private static readonly AdhesionSchedaAddresses ForAll = new(
        "https://www.example.it/iscrizioni/privacy", "https://www.example.it/iscrizioni/coordinamento/scheda/carica");

    private static readonly AdhesionSchedaContent Filled = new()
    {
        DocumentCode = "K7P2-9XQ4-M3",
        BodyName = "Castroreale",
        BodyKind = PublicBodyKind.Municipality,
        Province = "Messina",
        Pec = EmailAddress.Parse("comune@pec.example"),
        Representative = new("Maria Concetta", "D’Angelo", LegalOffice.Mayor),
        Technical = new(
            "Øyvind", "De Blasi-Øster", "Assistente sociale", "Servizi sociali", "+39 090 1234567",
            EmailAddress.Parse("oyvind@comune.example")),
        Political = new("Олена", "Шевченко", "Assessora", "", "090 7654321", EmailAddress.Parse("assessora@comune.example")),
        Project = SaiProject.Yes,
        Kinds = SaiKinds.Ordinary | SaiKinds.MentalDistressAndDisability,
        Places = "25",
        ActKind = ActKind.Resolution,
        ActNumber = "12/2026",
        ActDate = "25/01/2026",
    };

    [Fact]
    public void The_blank_scheda_asks_for_everything_and_answers_nothing()
    {
        using var file = new PdfFile(Blank());

        var values = PdfFormReader.Read(Blank());

        Assert.Equal(2, file.Pages.Count);
        Assert.Equal(AdhesionSchedaContent.Blank, Fields.Read(values));
        Assert.Equal(Fields.Write(Filled).Keys.Except([Fields.DocumentCode]).Order(), values.Keys.Order());
        Assert.True(file.Widgets.ContainsKey(Fields.Signature));
        Assert.Contains("www.example.it/iscrizioni/coordinamento/scheda/carica", file.Text, StringComparison.Ordinal);
        Assert.Contains("ancisicilia@anci.sicilia.it", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Codice", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_filled_scheda_gives_back_what_was_put_in() => Assert.Equal(Filled, Fields.Read(PdfFormReader.Read(Make(Filled))));

    [Fact]
    public void Every_choice_comes_back_as_it_was_made()
    {
        var contents =
            from office in Enum.GetValues<LegalOffice>()
            from project in Enum.GetValues<SaiProject>()
            from act in Enum.GetValues<ActKind>()
            from kind in Enum.GetValues<PublicBodyKind>()
            select Filled with
            {
                BodyKind = kind,
                Representative = new("A", "B", office),
                Project = project,
                ActKind = act,
                Kinds = (SaiKinds)((int)act * 2 % 8),
            };

        Assert.All(contents, content => Assert.Equal(content, Fields.Read(Fields.Write(content))));
    }

    [Fact]
    public void An_adhesion_fills_its_scheda()
    {
        var body = new PublicBody("083016", "Castroreale", PublicBodyKind.Municipality, "ME", "Messina", 2400, []);
        var adhesion = Adhesion.Start(
            body, EmailAddress.Parse("ufficio@comune.example"), EmailAddress.Parse("comune@pec.example"), "2026-11-23", Day);

        var content = AdhesionSchedaContent.Of(adhesion, body);

        Assert.Equal(("Castroreale", "Messina", "comune@pec.example"), (content.BodyName, content.Province, content.Pec.Display));
        Assert.Equal(adhesion.DocumentCode, content.DocumentCode);
        Assert.Equal(content, Fields.Read(PdfFormReader.Read(Make(content))));
    }

    [Fact]
    public void The_code_stands_on_every_page_and_in_a_field_nobody_changes()
    {
        using var file = new PdfFile(Make(Filled));

        Assert.All(file.Pages, page => Assert.Contains("K7P2-9XQ4-M3", page.Text, StringComparison.Ordinal));
        Assert.Equal("Codice della scheda: K7P2-9XQ4-M3", file.Information.Subject);
        Assert.Equal(1, file.Widgets[Fields.DocumentCode].Number("Ff"));
        Assert.Contains(
            file.Annotations, link => link.Entries.Name("Subtype") == "Link" && link.Entries.Dictionary("A").Text("URI") == Status);
    }

    [Fact]
    public void It_says_who_pays_what_happens_with_the_data_and_that_the_body_adheres()
    {
        using var file = new PdfFile(Blank());

        Assert.Contains(
            file.Elements, element => element.Type == "Figure" && element.Entries.Text("Alt") == "Bandiera dell’Unione europea");
        Assert.Contains(
            "cofinanziato dall’Unione europea · Fondo Asilo, Migrazione e Integrazione (FAMI) 2014-2020",
            file.Text,
            StringComparison.Ordinal);
        Assert.Contains("articolo 13 del Regolamento (UE) 2016/679", file.Text, StringComparison.Ordinal);
        Assert.Contains("chiede di aderire al Coordinamento dei Comuni della rete SAI", file.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["Scheda di adesione", "L’ente", "Chi firma: legale rappresentante", "Chi segue il SAI: referente tecnico",
                "Referente politico (facoltativo)",
                "La rete SAI", "L’atto con cui l’ente aderisce", "L’adesione", "Dove inviarla", "I dati personali"],
            file.Elements.Where(element => element.Type is "H1" or "H2").Select(element => element.Text));
    }

    [Fact]
    public void Blank_or_filled_it_is_accessible_and_titled()
    {
        foreach (var bytes in new[] { Blank(), Make(Filled) })
        {
            using var file = new PdfFile(bytes);
            Assert.Empty(Accessibility.Faults(file));
            Assert.Equal(AdhesionScheda.Title, file.Information.Title);
            Assert.Equal("it-IT", file.Catalog.Text("Lang"));
        }
    }

    [Fact]
    public void The_longest_answers_still_fit_on_two_pages()
    {
        string Long(int length) => string.Concat(Enumerable.Repeat("Wàmbo ", length)).Substring(0, length).Trim();
        var domain = string.Join('.', Enumerable.Repeat(new string('m', 62), 3)) + ".it";
        var address = EmailAddress.Parse($"{new string('w', EmailAddress.MaxLength - 1 - domain.Length)}@{domain}");
        var person = new ContactPerson(
            Long(ContactPerson.NameMaxLength), Long(ContactPerson.NameMaxLength), Long(ContactPerson.RoleMaxLength),
            "", Long(ContactPerson.PhoneMaxLength), address);
        var content = Filled with
        {
            BodyName = Long(PublicBody.NameMaxLength),
            Pec = address,
            Political = person,
            ActNumber = Long(AdhesionAct.NumberMaxLength),
        };
        var bytes = Make(content, Status + new string('x', 250));

        using var file = new PdfFile(bytes);

        Assert.Equal(2, file.Pages.Count);
        Assert.Empty(Accessibility.Faults(file));
        Assert.Equal(content, Fields.Read(PdfFormReader.Read(bytes)));
    }

    [Fact]
    public void The_same_content_makes_the_same_file()
    {
        Assert.Equal(Make(Filled), Make(Filled with { }));
        Assert.NotEqual(Make(Filled), Make(Filled with { Places = "26" }));
    }

    [Fact]
    public void Values_from_anybody_are_cleaned_cut_and_doubtful_ticks_left_open()
    {
        var values = new Dictionary<string, string>
        {
            [Fields.BodyName] = "  Comune\tdi\u0007 Prova\r\n\u202E riga " + new string('x', 5000),
            ["rappresentante_carica_sindaco"] = "Yes",
            ["rappresentante_carica_presidente"] = "1",
            ["sai_tipo_msna"] = "On",
            ["sai_titolare_no"] = "Off",
            ["ignoto"] = "x",
        };

        var content = Fields.Read(values);

        Assert.Equal(PublicBody.NameMaxLength, content.BodyName.Length);
        Assert.DoesNotContain(content.BodyName, c => c is '\n' or '\r' or '\u202E');
        Assert.Null(content.Representative.Office);
        Assert.Equal(SaiKinds.UnaccompaniedMinors, content.Kinds);
        Assert.Null(content.Project);
    }

    [Fact]
    public void A_copy_is_compared_in_words()
    {
        var expected = Fields.InWords(Fields.Write(Filled));
        var changed = Filled with
        {
            Representative = Filled.Representative with { Office = LegalOffice.Commissioner },
            Place = "Castroreale",
            Date = "23/11/2026",
        };

        var same = SchedaComparison.Of(Fields.Compared, expected, Fields.InWords(PdfFormReader.Read(Make(Filled))));
        var other = SchedaComparison.Of(Fields.Compared, expected, Fields.InWords(PdfFormReader.Read(Make(changed))));
        var scan = SchedaComparison.Of(Fields.Compared, expected, Fields.InWords(new Dictionary<string, string>()));

        Assert.True(same.IsTheSame);
        Assert.Equal(
            "Carica: nel file c’è «Commissaria o commissario», nella scheda che abbiamo preparato «Sindaca o sindaco».",
            Assert.Single(other.Differences).Sentence);
        Assert.False(scan.HasFields);
    }

    [Fact]
    public void What_is_filled_in_with_another_program_is_read_back()
    {
        var filled = Tool.FillWithPdftk(Blank(), new Dictionary<string, string>
        {
            [Fields.BodyName] = "Rodì Milici",
            [Fields.RepresentativeLastName] = "Lo Bue “d’Aragona” €",
            [Fields.TechnicalFirstName] = "Łucja",
            ["ente_tipo_comune"] = "Yes",
            ["rappresentante_carica_sindaco"] = "Yes",
            ["sai_tipo_ordinari"] = "Yes",
            ["sai_tipo_msna"] = "Yes",
            ["atto_tipo_da_adottare"] = "Yes",
        });

        var content = Fields.Read(PdfFormReader.Read(filled));

        Assert.Equal("Rodì Milici", content.BodyName);
        Assert.Equal(new LegalRepresentative("", "Lo Bue “d’Aragona” €", LegalOffice.Mayor), content.Representative);
        Assert.Equal("Łucja", content.Technical.FirstName);
        Assert.Equal((PublicBodyKind.Municipality, ActKind.ToBeAdopted, null), (content.BodyKind, content.ActKind, content.Project));
        Assert.Equal(SaiKinds.Ordinary | SaiKinds.UnaccompaniedMinors, content.Kinds);
    }

    [Fact]
    public void A_flattened_copy_has_no_values() =>
        Assert.Equal(AdhesionSchedaContent.Blank, Fields.Read(
            PdfFormReader.Read(Tool.FillWithPdftk(Make(Filled), new Dictionary<string, string> { [Fields.Place] = "Qui" }, "flatten"))));

    [Fact]
    public void Qpdf_finds_no_fault()
    {
        Assert.Contains("No syntax or stream encoding errors found", Tool.Print("qpdf", Blank(), "--check"), StringComparison.Ordinal);
        Assert.Contains("No syntax or stream encoding errors found", Tool.Print("qpdf", Make(Filled), "--check"), StringComparison.Ordinal);
    }

    [Fact]
    public void Poppler_finds_it_tagged_titled_and_every_font_embedded()
    {
        var facts = Tool.Print("pdfinfo", Make(Filled));
        var fonts = Tool.Print("pdffonts", Make(Filled)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];

        Assert.Contains(AdhesionScheda.Title, facts, StringComparison.Ordinal);
        Assert.Matches("Tagged: +yes", facts);
        Assert.Matches("Pages: +2", facts);
        Assert.All(fonts, font => Assert.Matches("yes (yes|no )  ?yes", font));
    }

    [Fact]
    public void The_printed_symbol_leads_to_the_page_of_the_adhesion()
    {
        var longLink = $"{Status}{string.Concat(Enumerable.Range(0, 160).Select(n => "abcXYZ_-0189"[n * 7 % 12]))}";
        var (_, _, page) = Tool.Run(
            "pdftoppm", ["-r", "200", "-gray", "-f", "2", "-singlefile", "in.pdf", "out"], ("in.pdf", Make(Filled, longLink)));

        var read = Tool.Run("zbarimg", ["-q", "--raw", "page.pgm"], ("page.pgm", page)).Printed;

        Assert.StartsWith($"{longLink}\n", read, StringComparison.Ordinal);
    }

    private static byte[] Blank() => AdhesionScheda.Make(AdhesionSchedaContent.Blank, ForAll, Day);

    private static byte[] Make(AdhesionSchedaContent content, string status = Status) =>
        AdhesionScheda.Make(content, ForAll with { Status = status }, Day);
}
