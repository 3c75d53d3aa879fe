using System.Globalization;
using System.Xml.Linq;
using Coopera.Domain;
using Coopera.Domain.Mail;

namespace Coopera.Core.Documents.CertifiedMail;

/// <summary>
/// What the provider certifies, in its file daticert.xml (D.M. 2 novembre 2005, allegato, 7.4; RFC 6109, 4.4). It is worth as much as the
/// signature around it.
/// </summary>
public sealed record Daticert
{
    public const string FileName = "daticert.xml";

    private static readonly Dictionary<string, PecReceiptKind> Receipts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["accettazione"] = PecReceiptKind.Accepted,
        ["non-accettazione"] = PecReceiptKind.NotAccepted,
        ["presa-in-carico"] = PecReceiptKind.TakenInCharge,
        ["avvenuta-consegna"] = PecReceiptKind.Delivered,
        ["preavviso-errore-consegna"] = PecReceiptKind.DeliveryDelayed,
        ["errore-consegna"] = PecReceiptKind.NotDelivered,
        ["rilevazione-virus"] = PecReceiptKind.VirusFound,
    };

    public PecReceiptKind? Receipt { get; private init; }

    /// <summary>It stands in an envelope, around somebody's message.</summary>
    public bool IsTransport { get; private init; }

    public PecError Error { get; private init; }

    public string? ErrorDetail { get; private init; }

    /// <summary>Of the message that this is about.</summary>
    public string? Sender { get; private init; }

    public string? Subject { get; private init; }

    public string? Provider { get; private init; }

    /// <summary>Of the message that this is about, by whoever wrote it; without brackets.</summary>
    public string? MessageId { get; private init; }

    /// <summary>The provider's own number of this envelope or receipt.</summary>
    public string? Identifier { get; private init; }

    public DateTimeOffset? At { get; private init; }

    /// <summary>To whom it was, or was not, delivered.</summary>
    public string? DeliveredTo { get; private init; }

    public static PecReceiptKind? KindOf(string? type) =>
        type is not null && Receipts.TryGetValue(type.Trim(), out var kind) ? kind : null;

    /// <summary>Null when it is no such file.</summary>
    public static Daticert? Read(ReadOnlyMemory<byte> xml)
    {
        if (BoundedXml.Read(xml) is not { } root || !root.Name.LocalName.Equals("postacert", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var (type, head, data) = (root.Said("tipo"), root.Child("intestazione"), root.Child("dati"));
        return new Daticert
        {
            Receipt = KindOf(type),
            IsTransport = "posta-certificata".Equals(type, StringComparison.OrdinalIgnoreCase),
            Error = ErrorOf(root.Said("errore")),
            ErrorDetail = data.Child("errore-esteso").Line() is { } detail ? Text.Cut(detail, PecReceipt.ErrorDetailMaxLength) : null,
            Sender = Address(head.Child("mittente")),
            Subject = head.Child("oggetto").Line(),
            Provider = data.Child("gestore-emittente").Line(),
            MessageId = PecIds.Bare(data.Child("msgid").Line()),
            Identifier = PecIds.Bare(data.Child("identificativo").Line()),
            At = Time(data.Child("data")),
            DeliveredTo = Address(data.Child("consegna")) ?? Address(data.Child("ricezione")),
        };
    }

    private static PecError ErrorOf(string? error) => error?.ToUpperInvariant() switch
    {
        null or "NESSUNO" => PecError.None,
        "NO-DEST" => PecError.NoRecipient,
        "NO-DOMINIO" => PecError.NoDomain,
        "VIRUS" => PecError.Virus,
        _ => PecError.Other,
    };

    private static string? Address(XElement? element) => element.Line()?.Trim('<', '>', ' ');

    private static DateTimeOffset? Time(XElement? time)
    {
        var (day, hour, zone) = (time.Child("giorno").Line(), time.Child("ora").Line(), time.Said("zona"));
        if (!DateTime.TryParseExact(
            $"{day} {hour}",
            ["dd/MM/yyyy HH:mm:ss", "d/M/yyyy H:m:s", "dd/MM/yyyy HH:mm", "yyyy-MM-dd HH:mm:ss"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local) || local.Year is < 2000 or > 9000)
        {
            return null;
        }

        return Offset(zone) is { } offset ? new DateTimeOffset(local, offset).ToUniversalTime() : RomeTime.FromRome(local);
    }

    /// <summary>"+0100", "+01:00"; null when it is told otherwise.</summary>
    private static TimeSpan? Offset(string? zone)
    {
        var digits = (zone ?? "").Replace(":", "", StringComparison.Ordinal);
        return digits.Length == 5 && digits[0] is '+' or '-'
            && int.TryParse(digits[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number / 100 <= 13 && number % 100 < 60
            ? (digits[0] == '-' ? -1 : 1) * new TimeSpan(number / 100, number % 100, 0)
            : null;
    }
}
