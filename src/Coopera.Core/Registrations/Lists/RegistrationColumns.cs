using Coopera.Core.Exports;
using Coopera.Core.PublicBodies;
using Coopera.Domain;

namespace Coopera.Core.Registrations.Lists;

public sealed record RowContext(
    IReadOnlyDictionary<string, PublicBodyEntry> Bodies, IReadOnlyDictionary<Guid, IReadOnlyDictionary<Guid, AnswerText>> Answers)
{
    public PublicBodyEntry? Body(RegistrationRow row) => row.PublicBodyCode is { } code ? Bodies.GetValueOrDefault(code) : null;

    public string? Answer(RegistrationRow row, Guid question) => Answers.GetValueOrDefault(row.Id)?.GetValueOrDefault(question)?.Text;
}

public sealed record RegistrationColumn(
    string Id, ExportColumn Export, Func<RegistrationRow, RowContext, object?> Value, RegistrationOrder? Order = null)
{
    public string Title => Export.Title;

    public string Show(RegistrationRow row, RowContext context) => Value(row, context) switch
    {
        DateTime moment => $"{RomeTime.Date(DateOnly.FromDateTime(moment))}, {moment.ToString("HH:mm", RomeTime.Italian)}",
        null => "",
        var value => value.ToString() ?? "",
    };
}

public static class RegistrationColumns
{
    public static readonly IReadOnlyList<string> Usual = ["stato", "email", "ente", "ruolo", "iscritta"];

    private static readonly IReadOnlyList<RegistrationColumn> Fixed =
    [
        new("n", new("N.", ExportCell.Number, 8), (r, _) => r.Number, RegistrationOrder.Number),
        new("stato", new("Stato", Width: 14), (r, _) => r.Status.Label(), RegistrationOrder.Status),
        new("cognome", new("Cognome", Width: 22), (r, _) => r.LastName, RegistrationOrder.Name),
        new("nome", new("Nome", Width: 22), (r, _) => r.FirstName),
        new("email", new("Email", Width: 34), (r, _) => r.Email.Display),
        new("come", new("Partecipa come", Width: 24), (r, _) => r.Kind.Label()),
        new(
            "ente",
            new("Ente o organizzazione", Width: 38),
            (r, c) => r.PublicBodyCode is null ? r.OtherBody : c.Body(r)?.FullName,
            RegistrationOrder.Body),
        new("codice", new("Codice ente", Width: 12), (r, _) => r.PublicBodyCode),
        new("provincia", new("Provincia", Width: 14), (r, c) => c.Body(r)?.ProvinceName),
        new("ruolo", new("Ruolo", Width: 28), (r, _) => r.Role),
        new("telefono", new("Telefono", ExportCell.Phone, 20), (r, _) => r.Phone),
        new("iscritta", new("Iscrizione del", ExportCell.Moment, 18), (r, _) => RomeTime.ToRome(r.CreatedAt).DateTime),
        new("modificata", new("Modificata il", ExportCell.Moment, 18), (r, _) => Moment(r.ChangedAt)),
        new("annullata", new("Annullata il", ExportCell.Moment, 18), (r, _) => Moment(r.CancelledAt)),
        new("motivo", new("Motivo", Width: 30), (r, _) => r.CancellationReason),
        new("informativa", new("Informativa letta", Width: 18), (r, _) => r.PrivacyNoticeVersion),
        new("inviti", new("Inviti futuri", Width: 14), (r, _) => Phrases.YesNo(r.FutureInvitations)),
    ];

    private static readonly IReadOnlyList<string> Always = ["n", "cognome", "nome"];

    public static IReadOnlyList<RegistrationColumn> All(IReadOnlyList<QuestionColumn> questions) =>
    [
        .. Fixed,
        .. questions.Select(question => new RegistrationColumn(
            question.Id, new ExportColumn(question.Title, Width: 30), (r, c) => c.Answer(r, question.Key))),
    ];

    public static IReadOnlyList<RegistrationColumn> Choosable(IReadOnlyList<QuestionColumn> questions) =>
        [.. All(questions).Where(column => !Always.Contains(column.Id))];

    public static IReadOnlyList<RegistrationColumn> Shown(
        IReadOnlyList<string>? remembered, IReadOnlyList<QuestionColumn> questions)
    {
        var ids = remembered ?? Usual;
        return [.. Choosable(questions).Where(column => ids.Contains(column.Id))];
    }

    public static IReadOnlyList<RegistrationColumn> Named(string? names, IReadOnlyList<QuestionColumn> questions)
    {
        var ids = (names ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries);
        return ids.Length == 0
            ? All(questions)
            : [.. All(questions).Where(column => Always.Contains(column.Id) || ids.Contains(column.Id))];
    }

    private static DateTime? Moment(DateTimeOffset? at) => at is { } moment ? RomeTime.ToRome(moment).DateTime : null;
}
