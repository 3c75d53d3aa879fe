using System.Globalization;
using System.Text;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Press;
using Coopera.Domain;
using Coopera.Domain.Mailings;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace Coopera.Core.Mail;

/// <param name="Button">A link to a field that stands alone in its paragraph is drawn as one.</param>
public sealed record MessageBlock(MarkupString Html, MessageButton? Button = null);

public sealed record MessageButton(string Address, string Text);

/// <summary>
/// The text of a message in Markdown, sanitised as that of a press release, with what its fields stand for. They are put into what was
/// parsed, never into what is to be parsed: a name is a name, whatever signs it holds.
/// </summary>
public sealed class MessageText
{
    private const string LinkStyle = "color:#095c6b;word-break:break-word;";

    private readonly MarkdownDocument _document;

    private MessageText(MarkdownDocument document) => _document = document;

    public IEnumerable<MessageBlock> Parts => _document.Select(block => ButtonOf(block) is { } button
        ? new MessageBlock(default, button)
        : new MessageBlock(new MarkupString(PressText.ToHtml(block))));

    public static MessageText Of(WrittenMessage message, MailLinks links)
    {
        var document = PressText.Parse(message.Body, links.Home);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            FillAddress(link, message, links);
        }

        foreach (var literal in document.Descendants<LiteralInline>().ToList())
        {
            Fill(literal, message, links);
        }

        Dress(document);
        return new MessageText(document);
    }

    /// <summary>What is written, its fields as they are.</summary>
    public static IEnumerable<string> Read(string body) => new MessageText(PressText.Parse(body, "")).Paragraphs();

    /// <summary>For who reads mail as text.</summary>
    public IEnumerable<string> Paragraphs() => _document.SelectMany(block => Lines(block, "")).Where(text => text.Length > 0);

    private static void FillAddress(LinkInline link, WrittenMessage message, MailLinks links)
    {
        if (link.Url is not { } url || !url.Contains("{{", StringComparison.Ordinal))
        {
            return;
        }

        var fields = MessageFields.In(url);
        var isOneField = fields is [var only] && MessageFields.IsLink(only) && MessageFields.Fill(url, _ => "").Length == 0;
        link.SetData(typeof(MessageButton), isOneField);

        // Inside an address a word is only a word: it brings no scheme and no path of its own.
        link.Url = isOneField
            ? message.Link(fields[0], links)
            : MessageFields.Fill(url, field => Uri.EscapeDataString(message.Word(field)));
    }

    private static void Fill(LiteralInline literal, WrittenMessage message, MailLinks links)
    {
        var text = literal.Content.ToString();
        if (!text.Contains("{{", StringComparison.Ordinal))
        {
            return;
        }

        var isInLink = literal.FindParentOfType<LinkInline>().Any();
        var pieces = MessageFields.Pieces(text).Select(piece => piece.IsField
            ? (Text: message.Word(piece.Text), Address: message.Link(piece.Text, links))
            : (piece.Text, Address: "")).ToList();
        for (var i = 0; i < pieces.Count; i++)
        {
            var (words, address) = pieces[i];
            var leadsNowhere = i + 1 < pieces.Count && pieces[i + 1] is { Text: "", Address: "" };
            literal.InsertBefore(address.Length > 0 && !isInLink
                ? new LinkInline(address, "") { IsClosed = true }.AppendChild(new LiteralInline(address))
                : new LiteralInline(address.Length > 0 ? address : leadsNowhere ? words.TrimEnd(' ') : words));
        }

        literal.Remove();
    }

    /// <summary>Mail programs know style in attributes.</summary>
    private static void Dress(MarkdownDocument document)
    {
        foreach (var part in document.Descendants())
        {
            var style = part switch
            {
                ParagraphBlock => "margin:0 0 16px;",
                HeadingBlock => "margin:24px 0 8px;font-size:20px;line-height:1.3;color:#17252a;",
                ListBlock => "margin:0 0 16px;padding-left:26px;",
                ListItemBlock => "margin:0 0 6px;",
                QuoteBlock => "margin:0 0 16px;padding-left:16px;border-left:4px solid #cfdadd;",
                LinkInline or AutolinkInline => LinkStyle,
                _ => null,
            };
            if (style is not null)
            {
                part.GetAttributes().AddProperty("style", style);
            }
        }
    }

    private static MessageButton? ButtonOf(Block block) =>
        block is ParagraphBlock { Inline: { } inline } && inline.FirstChild is LinkInline link && ReferenceEquals(link, inline.LastChild)
            && link.GetData(typeof(MessageButton)) is true && Words(link, []).Trim() is { Length: > 0 } text
            ? new MessageButton(link.Url ?? "", text)
            : null;

    private static IEnumerable<string> Lines(Block block, string before)
    {
        switch (block)
        {
            case LeafBlock { Inline: { } inline }:
                var links = new List<string>();
                var words = Words(inline, links);
                var text = inline.FirstChild is LinkInline && inline.FirstChild == inline.LastChild && links.Count == 1
                    ? links[0]
                    : string.Join('\n', links.Prepend(words));
                yield return before + text.Replace("\n", "\n" + new string(' ', before.Length), StringComparison.Ordinal);
                break;
            case ListBlock list:
                var number = int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) ? start : 1;
                yield return string.Join('\n', list.OfType<ListItemBlock>().Select(item =>
                    string.Join('\n', item.SelectMany((child, i) => Lines(
                        child, i > 0 ? before + "  " : before + (list.IsOrdered ? $"{number++}. " : "- "))))));
                break;
            case QuoteBlock quote:
                yield return string.Join('\n', quote.SelectMany(child => Lines(child, before + "> ")));
                break;
            case ContainerBlock container:
                foreach (var line in container.SelectMany(child => Lines(child, before)))
                {
                    yield return line;
                }

                break;
            case ThematicBreakBlock:
                yield return "* * *";
                break;
            case LeafBlock code:
                yield return before + code.Lines.ToString().TrimEnd();
                break;
        }
    }

    /// <param name="links">What is said of each, and where it leads: below the sentence, where no full stop runs into it.</param>
    private static string Words(ContainerInline container, List<string> links)
    {
        var text = new StringBuilder();
        foreach (var inline in container)
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                LineBreakInline => "\n",
                CodeInline code => code.Content,
                AutolinkInline link => Bare(link, link.Url),
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                LinkInline link => Words(link, links) is var label && label == link.Url ? Bare(link, label) : Named(label, link.Url),
                ContainerInline inner => Words(inner, links),
                _ => "",
            });
        }

        return text.ToString();

        string Named(string label, string? url)
        {
            links.Add($"{(label.Length > 0 ? char.ToUpper(label[0], RomeTime.Italian) + label[1..] : label)}:\n{url}");
            return label;
        }
    }

    /// <summary>What follows at once would be taken for a part of the address.</summary>
    private static string Bare(Inline link, string url) =>
        link.NextSibling is LiteralInline next && next.Content.CurrentChar is not (' ' or '\0') ? $"{url} " : url;
}
