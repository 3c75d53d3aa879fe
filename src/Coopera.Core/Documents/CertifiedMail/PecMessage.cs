using Coopera.Core.Documents.Signatures;
using Coopera.Domain.Mail;
using Coopera.Pdf.Reading;
using MimeKit;

namespace Coopera.Core.Documents.CertifiedMail;

public enum PecMessageKind
{
    /// <summary>No provider of certified mail has put anything around it.</summary>
    Ordinary,

    /// <summary>"POSTA CERTIFICATA": somebody's certified message.</summary>
    Envelope,

    /// <summary>"ANOMALIA MESSAGGIO": an ordinary mail that came to a certified mailbox.</summary>
    Anomaly,

    Receipt,
}

/// <summary>
/// A message as certified mail has them (D.M. 2 novembre 2005, allegato "Regole tecniche"; RFC 6109): what it is, what the provider
/// certifies, whether the provider's signature holds, and what somebody wrote.
/// </summary>
/// <param name="Letter">In an envelope, what is inside; of a receipt, the receipt's own text.</param>
/// <param name="Signature">Of the provider; of an envelope around another, the worst of them.</param>
public sealed record PecMessage(PecMessageKind Kind, Letter Letter, Daticert? Certified, GestoreSignature Signature)
{
    private const int MostLayers = 4;

    /// <summary>Null unless it is a receipt.</summary>
    public PecReceiptKind? Receipt { get; private init; }

    /// <summary>The Message-ID, without brackets, of the message that it is about.</summary>
    public string? RefersTo { get; private init; }

    /// <summary>How often it was certified mail: one that is passed on whole has an envelope around another.</summary>
    public int Layers { get; private init; }

    /// <summary>
    /// The provider answers for who sent it. Everything else is worth an ordinary mail, whose sender anybody may have written.
    /// </summary>
    public bool IsVerified =>
        Signature == GestoreSignature.Verified && Kind is PecMessageKind.Receipt or PecMessageKind.Envelope && IsConsistent;

    /// <summary>Providers check that who writes is who they know; where the two differ something was put together by hand.</summary>
    private bool IsConsistent => Kind != PecMessageKind.Envelope
        || (Certified is { IsTransport: true, Sender: { } certified }
            && certified.Equals(Letter.Sender, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="ReadingBudgetExceededException">It has more parts than mails have.</exception>
    /// <exception cref="TooIntricateException">A message inside has.</exception>
    /// <exception cref="FormatException">It is no message.</exception>
    public static PecMessage Read(ReadOnlyMemory<byte> message, GestoreTrust trust, ReadingBudget budget)
    {
        MailParts.Read(message, budget); // bounded: what follows builds a tree of the parts
        return Read(Load(message), message, trust, budget, 1);
    }

    private static PecMessage Read(
        MimeMessage outer, ReadOnlyMemory<byte> message, GestoreTrust trust, ReadingBudget budget, int layer)
    {
        budget.SpendBytes(4L * message.Length);
        var letter = Letter.Of(outer, message);
        var (receipt, transport) = (Header(outer, "X-Ricevuta"), Header(outer, "X-Trasporto"));
        var at = outer.Date == default ? DateTimeOffset.MaxValue : outer.Date;
        var (content, signature) = SignedEntity.Open(outer, message, trust, at, budget);
        var parts = PecParts.Of(content);
        var kind = KindOf(receipt, transport, parts, signature);
        if (kind == PecMessageKind.Ordinary)
        {
            return new PecMessage(kind, letter, null, GestoreSignature.Missing);
        }

        var refersTo = PecIds.Bare(Header(outer, "X-Riferimento-Message-ID")) ?? parts.Certified?.MessageId;
        if (kind == PecMessageKind.Receipt)
        {
            return new PecMessage(kind, letter, parts.Certified, signature)
            {
                Receipt = parts.Certified?.Receipt ?? Daticert.KindOf(receipt),
                RefersTo = refersTo,
                Layers = layer,
            };
        }

        if (parts.Inside is not { IsEmpty: false } inside)
        {
            return new PecMessage(PecMessageKind.Ordinary, letter, null, GestoreSignature.Missing); // an envelope around nothing
        }

        var inner = Load(inside);
        var opened = layer < MostLayers ? Read(inner, inside, trust, budget, layer + 1) : null;
        var outerOne = new PecMessage(kind, Letter.Of(inner, inside), parts.Certified, signature)
        {
            RefersTo = refersTo,
            Layers = layer,
        };

        // Passed on whole: who wrote first counts, unless only who passed it on is certain.
        return opened is { Kind: PecMessageKind.Envelope } && kind == PecMessageKind.Envelope && (opened.IsVerified || !outerOne.IsVerified)
            ? opened with { Signature = opened.Signature < signature ? opened.Signature : signature }
            : outerOne;
    }

    /// <summary>What the provider signed counts before what any server on the way may have written.</summary>
    private static PecMessageKind KindOf(string? receipt, string? transport, PecParts parts, GestoreSignature signature) =>

        // Somebody may pass a receipt on among other files: that one is no receipt of ours.
        parts.Certified is { Receipt: not null } && (signature > GestoreSignature.Missing || Daticert.KindOf(receipt) is not null)
            ? PecMessageKind.Receipt
        : parts.Certified is { IsTransport: true } && parts.Inside is not null ? PecMessageKind.Envelope
        : parts.Certified is null && Daticert.KindOf(receipt) is not null ? PecMessageKind.Receipt
        : "errore".Equals(transport, StringComparison.OrdinalIgnoreCase) && parts.Inside is not null ? PecMessageKind.Anomaly
        : PecMessageKind.Ordinary;

    private static string? Header(MimeMessage message, string name) =>
        Domain.Text.CleanLine(message.Headers[name]) is { Length: > 0 } value ? value : null;

    private static MimeMessage Load(ReadOnlyMemory<byte> message)
    {
        MailBounds.Check(message); // one inside another was a file until now: nobody has counted its parts
        using var stream = message.AsStream();
        return MimeMessage.Load(Letter.Options, stream);
    }
}
