using System.Globalization;

namespace Coopera.Pdf.Tests;

public sealed class DocumentTests
{
    [Fact]
    public void Everything_on_every_page_is_tagged_or_an_artifact_and_both_trees_agree()
    {
        using var form = new PdfFile(Samples.Form());
        using var sheet = new PdfFile(Samples.AttendanceSheet(60));

        Assert.Empty(Accessibility.Faults(form));
        Assert.Empty(Accessibility.Faults(sheet));
    }

    [Fact]
    public void The_elements_tell_the_document_in_reading_order()
    {
        using var file = new PdfFile(Samples.Form());

        var told = file.Elements.Skip(1).Select(element => $"{element.Type}: {element.Text}").ToList();

        Assert.Equal("H1: Modulo di prova", told[0]);
        Assert.Equal(
            "P: Un testo che va a capo perché è più largo della pagina, con un , e poi ancora parole: città, perché, Łódź, București, "
            + "Αθήνα, Київ.", told[1]);
        Assert.Equal("Link: collegamento al sito del progetto", told[2]);
        Assert.Equal(["P: Nome e cognome *", "Form: ", "P: Ruolo", "Form: "], told[3..7]);
        Assert.True(
            told.IndexOf("P: Titolare di progetto SAI") < told.IndexOf("P: Sì")
                && told.IndexOf("P: Sì") < told.IndexOf("P: In preparazione"));
        Assert.Equal("Figure: ", told[^1]);
    }

    [Fact]
    public void Title_author_subject_and_date_stand_in_the_file_and_the_same_in_its_metadata()
    {
        using var file = new PdfFile(Samples.New("Iscritti & <attese> – „più”").Paragraph("Testo", Samples.Text).ToBytes());

        Assert.Equal("Iscritti & <attese> – „più”", file.Information.Title);
        Assert.Equal("Coopera", file.Information.Author);
        Assert.Equal("Prova", file.Information.Subject);
        Assert.Equal("D:20261123093000Z", file.Information.CreationDate);
        Assert.Contains(
            "<rdf:li xml:lang=\"x-default\">Iscritti &amp; &lt;attese&gt; – „più”</rdf:li>", file.Metadata, StringComparison.Ordinal);
        Assert.Contains("<xmp:CreateDate>2026-11-23T09:30:00Z</xmp:CreateDate>", file.Metadata, StringComparison.Ordinal);
        Assert.Equal("it-IT", file.Catalog.Text("Lang"));
    }

    [Fact]
    public void The_same_calls_make_the_same_bytes_whatever_the_culture_and_another_text_makes_another_identifier()
    {
        var expected = Samples.Form();
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("it-IT"); // decimal commas
        try
        {
            Assert.Equal(expected, Samples.Form());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.NotEqual(Identifier(expected), Identifier(Samples.Form("Altro nome")));

        static string Identifier(byte[] file) => System.Text.Encoding.Latin1.GetString(file).Split("/ID", 2)[1];
    }

    [Fact]
    public void Documents_are_made_at_the_same_time_from_the_same_fonts()
    {
        var expected = Samples.Form();

        var made = Enumerable.Range(0, 32).AsParallel().WithDegreeOfParallelism(8).Select(_ => Samples.Form()).ToList();

        Assert.All(made, file => Assert.Equal(expected, file));
    }

    [Fact]
    public void The_foot_of_every_page_counts_the_pages_and_is_not_told()
    {
        var document = Samples.New().Footer("In fondo", (page, pages) => $"Pagina {page} di {pages}", Samples.Text, PdfColor.Black);
        for (var i = 0; i < 120; i++)
        {
            document.Paragraph($"Paragrafo {i}", Samples.Text);
        }

        using var file = new PdfFile(document.ToBytes());

        Assert.Equal(4, file.Pages.Count);
        Assert.All(file.Pages, page => Assert.EndsWith($"In fondoPagina {page.Number} di 4", page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(file.Elements, element => element.Text.Contains("Pagina", StringComparison.Ordinal));
        Assert.Empty(Accessibility.Faults(file));
    }

    [Fact]
    public void A_paragraph_over_two_pages_is_one_element_with_content_on_both()
    {
        var words = string.Join(' ', Enumerable.Range(1, 1500));
        using var file = new PdfFile(Samples.New().Paragraph(words, Samples.Text).ToBytes());

        var paragraph = Assert.Single(file.Root.Kids);

        Assert.Equal(2, file.Pages.Count);
        Assert.Equal(2, paragraph.Contents.Count);
        Assert.Equal(words, paragraph.Text);
        Assert.Empty(Accessibility.Faults(file));
    }

    [Fact]
    public void A_link_over_lines_and_pages_is_one_element_with_an_area_on_each_page()
    {
        var document = Samples.New();
        while (document.Room.Height > 3 * Samples.Text.Size)
        {
            document.Paragraph("riga", Samples.Text);
        }

        var link = new PdfSpan(string.Join(' ', Enumerable.Repeat("collegamento", 20)), "https://www.progettocoopera.it/percorso");
        using var file = new PdfFile(document.Paragraph(Samples.Text, "Vedi ", link, ".").ToBytes());

        var element = Assert.Single(file.Elements, element => element.Type == "Link");
        Assert.Equal(link.Text, element.Text);
        Assert.Equal(2, element.Annotations.Count);
        Assert.All(
            file.Annotations,
            annotation => Assert.Equal("https://www.progettocoopera.it/percorso", annotation.Entries.Dictionary("A").Text("URI")));
        Assert.Equal("Vedi .", element.Parent!.Text);
        Assert.Empty(Accessibility.Faults(file));
    }

    [Fact]
    public void A_heading_does_not_stay_behind_at_the_foot_of_a_page()
    {
        var document = Samples.New();
        while (document.Room.Height > 60)
        {
            document.Paragraph("riga", Samples.Text);
        }

        using var file = new PdfFile(document.Heading(1, "Capitolo", Samples.Title).Paragraph("Testo", Samples.Text).ToBytes());

        Assert.Equal("CapitoloTesto", file.Pages[1].Text);
    }

    [Fact]
    public void A_box_lies_under_its_content_on_each_of_its_pages()
    {
        var document = Samples.New().Box(PdfColor.Gray(0.9), PdfColor.Black, 10, () => { });
        document.Box(PdfColor.Gray(0.9), null, 10, () => document.Paragraph(string.Join(' ', Enumerable.Range(1, 1500)), Samples.Text));

        using var file = new PdfFile(document.ToBytes());

        Assert.Equal(2, file.Pages.Count);
        Assert.All(file.Pages, page => Assert.Contains(page.Paths, path => path.IsFilled));
        Assert.All(file.Pages, page => Assert.True(page.Letters.All(letter => letter.StartBaseLine.X > PdfPageSetup.A4.MarginX + 9)));
        Assert.Empty(Accessibility.Faults(file));
    }

    [Fact]
    public void Text_beside_a_picture_keeps_to_its_right_and_the_next_block_goes_below()
    {
        var document = Samples.New();
        document.QrCode("https://www.progettocoopera.it", "Codice QR del sito", 90, () => document.Paragraph("Accanto", Samples.Text))
            .Paragraph("Sotto", Samples.Text);

        using var file = new PdfFile(document.ToBytes());

        var letters = file.Pages[0].Letters;
        var (beside, below) = (letters.First(letter => letter.Value == "A"), letters.First(letter => letter.Value == "S"));
        Assert.True(beside.StartBaseLine.X > PdfPageSetup.A4.MarginX + 90);
        Assert.Equal(PdfPageSetup.A4.MarginX, below.StartBaseLine.X, 1.0);
        Assert.True(below.StartBaseLine.Y < PdfPageSetup.A4.Height - PdfPageSetup.A4.MarginTop - 90);
        Assert.Equal("Codice QR del sito", file.Elements.Single(element => element.Type == "Figure").Entries.Text("Alt"));
    }

    [Fact]
    public void Centred_and_right_aligned_lines_stand_where_they_should()
    {
        using var file = new PdfFile(Samples.New()
            .Paragraph("mezzo", Samples.Text with { Align = PdfAlign.Center })
            .Paragraph("destra", Samples.Text with { Align = PdfAlign.Right })
            .ToBytes());

        var letters = file.Pages[0].Letters;
        var (first, last) = (letters[0].StartBaseLine.X, letters[4].EndBaseLine.X);
        Assert.Equal(PdfPageSetup.A4.Width / 2, (first + last) / 2, 1.0);
        Assert.Equal(PdfPageSetup.A4.Width - PdfPageSetup.A4.MarginX, letters[^1].EndBaseLine.X, 1.0);
    }
}
