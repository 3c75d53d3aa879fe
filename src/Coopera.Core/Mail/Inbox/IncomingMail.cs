using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Coopera.Core.Documents;
using Coopera.Core.Documents.CertifiedMail;
using Coopera.Core.Mail.Inbox.Certified;
using Coopera.Domain;
using Coopera.Domain.Mail;
using MimeKit;

namespace Coopera.Core.Mail.Inbox;

/// <summary>A message as it lies in the mailbox.</summary>
/// <param name="Bytes">Of the whole message, or of its beginning when it is too large.</param>
/// <param name="Size">Of the whole.</param>
public sealed record ArrivedMessage(
    string Account, long UidValidity, long Uid, DateTimeOffset ReceivedAt, ReadOnlyMemory<byte> Bytes, long Size);

/// <summary>A message that was read. Its text is bounded, its tree is not deeper than <see cref="MostDepth"/>.</summary>
public sealed class IncomingMail
{
    /// <summary>Base64 makes 32 MB of attachments of it.</summary>
    public const int MostBytes = 45_000_000;

    public const int MostDepth = MailBounds.MostDepth;
    public const int MostText = 64_000;

    private PecMessage? _certified;
    private bool _isReadAsCertified;

    private IncomingMail(ArrivedMessage arrived, MimeMessage message)
    {
        Arrived = arrived;
        Message = message;
        From = message.From.Mailboxes.Concat(message.Sender is { } sender ? [sender] : [])
            .Select(mailbox => EmailAddress.ParseOrNone(mailbox.Address)).FirstOrDefault(address => address.IsGiven) ?? EmailAddress.None;
    }

    public ArrivedMessage Arrived { get; }

    public MimeMessage Message { get; }

    /// <summary>Who says that they wrote it; <see cref="EmailAddress.None"/> when nobody does.</summary>
    public EmailAddress From { get; }

    public string Subject => Message.Subject ?? "";

    /// <summary>What a person would read first, without what they quote; at most <see cref="MostText"/> characters.</summary>
    public string Text => field ??= TextOf(Message);

    /// <summary>As certified mail, null when it is none. More than one reader asks, and it is long to read.</summary>
    internal PecMessage? Certified(Settings settings, CancellationToken cancellationToken)
    {
        if (!_isReadAsCertified)
        {
            (_certified, _isReadAsCertified) = (PecReading.Read(this, settings, cancellationToken), true);
        }

        return _certified;
    }

    /// <summary>Nobody waits for an answer any more: it comes out of an archive, or its mailbox has moved.</summary>
    public bool IsOld(DateTimeOffset now)
    {
        var oldest = now.AddDays(-7);
        return Arrived.ReceivedAt < oldest || (Message.Date != default && Message.Date < oldest);
    }

    /// <exception cref="FormatException">It is no message.</exception>
    public static async Task<IncomingMail> ParseAsync(ArrivedMessage arrived, CancellationToken cancellationToken)
    {
        var parser = new MimeParser(
            new ParserOptions { MaxMimeDepth = MostDepth }, arrived.Bytes.AsStream(), MimeFormat.Entity, persistent: true);
        return new IncomingMail(arrived, await parser.ParseMessageAsync(cancellationToken));
    }

    /// <summary>As the sender's program named it; without a name, or with one that is too long, the digest of its headers.</summary>
    private static string IdOf(ArrivedMessage arrived, string? messageId)
    {
        var bytes = arrived.Bytes.Span;
        var id = Domain.Text.CleanLine(messageId ?? "");
        if (id.Length is > 0 and <= IncomingMessage.MessageIdMaxLength)
        {
            return id;
        }

        if (bytes.IsEmpty)
        {
            return string.Create(CultureInfo.InvariantCulture, $"uid:{arrived.UidValidity}.{arrived.Uid}");
        }

        var end = bytes.IndexOf("\r\n\r\n"u8);
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(end < 0 ? bytes : bytes[..end]))}";
    }

    public IncomingMessage Row(DateTimeOffset now) => RowOf(
        Arrived, Message.MessageId, From.IsGiven ? From.Display : Message.From.ToString(), Subject, now);

    public static IncomingMessage RowOf(ArrivedMessage arrived, string? messageId, string from, string subject, DateTimeOffset now) => new(
        arrived.Account, arrived.UidValidity, arrived.Uid, IdOf(arrived, messageId), from, subject, arrived.ReceivedAt, now);

    /// <summary>The text of a part, whatever its charset says; what it cannot be is read as Latin-1.</summary>
    public static string TextOf(MimePart part)
    {
        if (part.Content is null)
        {
            return "";
        }

        var buffer = new byte[MostText];
        using var content = part.Content.Open();
        var bytes = buffer.AsSpan(0, content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        return EncodingOf(part).GetString(bytes);
    }

    private static string TextOf(MimeMessage message)
    {
        var parts = message.BodyParts.OfType<TextPart>().Where(part => !part.IsAttachment).Take(20).ToList();
        var text = parts.FirstOrDefault(part => part.IsPlain) is { } plain ? TextOf((MimePart)plain)
            : parts.FirstOrDefault(part => part.IsHtml) is { } html ? HtmlWords.Of(TextOf((MimePart)html), MostText)
            : "";
        return Domain.Text.Cut(text, MostText);
    }

    private static Encoding EncodingOf(MimePart part)
    {
        try
        {
            return part.ContentType.Charset is { Length: > 0 } charset ? Encoding.GetEncoding(charset) : Encoding.UTF8;
        }
        catch (Exception unknown) when (unknown is NotSupportedException or ArgumentException)
        {
            return Encoding.Latin1;
        }
    }
}
