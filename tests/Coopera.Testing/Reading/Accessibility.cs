using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using UglyToad.PdfPig.Tokens;

namespace Coopera.Testing.Reading;

/// <summary>What PDF/UA-1 asks of documents like ours, as far as a program can tell.</summary>
public static class Accessibility
{
    public static IReadOnlyList<string> Faults(PdfFile file) =>
        [.. Catalog(file), .. Contents(file), .. Structure(file), .. Annotations(file), .. Fonts(file)];

    private static IEnumerable<string> Catalog(PdfFile file)
    {
        var catalog = file.Catalog;
        if (catalog.Text("Lang") is null or "")
        {
            yield return "The document has no language.";
        }

        if (catalog.Dictionary("MarkInfo").Value("Marked") is not BooleanToken { Data: true })
        {
            yield return "The document does not say that it is tagged.";
        }

        if (catalog.Dictionary("ViewerPreferences").Value("DisplayDocTitle") is not BooleanToken { Data: true })
        {
            yield return "Viewers would show the name of the file instead of the title.";
        }

        if (string.IsNullOrWhiteSpace(file.Information.Title)
            || !file.Metadata.Contains($">{System.Security.SecurityElement.Escape(file.Information.Title)}<", StringComparison.Ordinal))
        {
            yield return "The title is missing, or the metadata have another one.";
        }

        if (!file.Metadata.Contains("http://www.aiim.org/pdfua/ns/id/", StringComparison.Ordinal))
        {
            yield return "The metadata do not name PDF/UA.";
        }

        if (catalog.Has("AcroForm") && catalog.Dictionary("AcroForm") is var form
            && (form.Has("XFA") || form.Has("NeedAppearances") || catalog.Has("OpenAction")))
        {
            yield return "The form holds more than fields.";
        }
    }

    private static IEnumerable<string> Contents(PdfFile file)
    {
        foreach (var (index, page) in file.Pages.Index())
        {
            var entries = new PdfFile.DictionaryEntries(file, page.Dictionary);
            if (entries.Name("Tabs") != "S")
            {
                yield return $"Page {page.Number}: the tab key does not follow the structure.";
            }

            var numbers = new List<int>();
            var depth = 0;
            foreach (var operation in page.Operations)
            {
                switch (operation)
                {
                    case BeginMarkedContentWithProperties begin:
                        depth++;
                        if (begin.Properties is not null && begin.Properties.TryGet(NameToken.Create("MCID"), out NumericToken number))
                        {
                            numbers.Add(number.Int);
                        }

                        break;
                    case BeginMarkedContent:
                        depth++;
                        break;
                    case EndMarkedContent:
                        depth--;
                        break;
                    default:
                        if (depth != 1)
                        {
                            yield return $"Page {page.Number}: {operation} stands outside of any tag, or in two.";
                        }

                        break;
                }
            }

            var owners =
                ((ArrayToken)file.Resolve(file.ParentTree[entries.Number("StructParents")!.Value])!).Data.Cast<IndirectReferenceToken>()
                .Select(owner => owner.Data).ToList();
            if (!numbers.SequenceEqual(Enumerable.Range(0, owners.Count)))
            {
                yield return $"Page {page.Number}: marked contents and their parents do not correspond.";
            }

            var told =
                file.Elements.SelectMany(element => element.Contents.Select(content => (content.Page, content.Mcid, element.Reference)))
                .Where(content => content.Page == file.PageReferences[index])
                    .OrderBy(content => content.Mcid).Select(content => content.Reference);
            if (!told.SequenceEqual(owners))
            {
                yield return $"Page {page.Number}: elements and the parent tree disagree about who owns which content.";
            }
        }
    }

    private static IEnumerable<string> Structure(PdfFile file)
    {
        var level = 0;
        foreach (var element in file.Elements)
        {
            if (element.Parent is not null && ((IndirectReferenceToken)element.Entries.Entry("P")!).Data != element.Parent.Reference)
            {
                yield return $"{element.Type} names another parent.";
            }

            if (element.Type == "Figure"
                && (string.IsNullOrWhiteSpace(element.Entries.Text("Alt")) || element.Entries.Dictionary("A").Array("BBox").Count != 4))
            {
                yield return "A figure has no alternative text or no place.";
            }

            if (element.Type is ['H', var digit] && digit - '0' is var own)
            {
                if (own > level + 1)
                {
                    yield return $"A heading of level {own} follows one of level {level}.";
                }

                level = own;
            }

            if (element.Type == "TH" && element.Entries.Dictionary("A").Name("Scope") is not ("Column" or "Row"))
            {
                yield return "A head cell does not say what it heads.";
            }

            if (element.Type == "TR" && element.Kids.Count != element.Parent!.Parent!.Kids[0].Kids[0].Kids.Count)
            {
                yield return "A row has another number of cells than the head.";
            }

            if (element.Type == "Form" && element.Annotations.Count != 1)
            {
                yield return "A form element has not exactly one field.";
            }
        }
    }

    private static IEnumerable<string> Annotations(PdfFile file)
    {
        foreach (var (page, reference, entries) in file.Annotations)
        {
            var what = $"Page {page.Number}, {entries.Name("Subtype")} {entries.Text("T")}";
            if (entries.Number("StructParent") is not { } key || !file.ParentTree.TryGetValue(key, out var owner))
            {
                yield return $"{what} belongs to no element.";
                continue;
            }

            var holder = file.Elements.Where(element => element.Annotations.Contains(reference)).ToList();
            if (holder.Count != 1 || holder[0].Reference != ((IndirectReferenceToken)owner).Data)
            {
                yield return $"{what}: element and parent tree disagree.";
            }

            if (entries.Name("Subtype") == "Widget"
                && (string.IsNullOrWhiteSpace(entries.Text("TU")) || !entries.Dictionary("AP").Has("N") || !entries.Has("MK")))
            {
                yield return $"{what} has no description or no appearance.";
            }

            if (entries.Name("Subtype") == "Link" && string.IsNullOrWhiteSpace(entries.Text("Contents")))
            {
                yield return $"{what} does not say where it leads.";
            }
        }
    }

    private static IEnumerable<string> Fonts(PdfFile file)
    {
        foreach (Page page in file.Pages)
        {
            var fonts = new PdfFile.DictionaryEntries(file, page.Dictionary).Dictionary("Resources").Dictionary("Font");
            foreach (var name in fonts.Token.Data.Keys)
            {
                var font = fonts.Dictionary(name);
                var descendant = new PdfFile.DictionaryEntries(file, (DictionaryToken)file.Resolve(font.Array("DescendantFonts")[0])!);
                if (!font.Has("ToUnicode") || !descendant.Dictionary("FontDescriptor").Has("FontFile2"))
                {
                    yield return $"The font {font.Name("BaseFont")} is not embedded or cannot be read out.";
                }
            }
        }
    }
}
