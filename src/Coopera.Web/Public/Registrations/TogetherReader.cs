using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Words;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Coopera.Web.Public.Registrations;

/// <summary>Reads the form for several people: each row by the rules of the form for one, and all that is wrong in one round.</summary>
public sealed class TogetherReader(ParticipantReader participants, IValidator<TogetherForm> validator)
{
    public const string NobodyWritten = "Persona 1: scrivi il nome e il cognome. Serve almeno una persona.";

    private static readonly TogetherRowValidator RowRules = new();

    private static readonly string[] RowFields =
        [nameof(TogetherRow.FirstName), nameof(TogetherRow.LastName), nameof(TogetherRow.Email), nameof(TogetherRow.Role)];

    /// <summary>Null when something is wrong: <paramref name="modelState"/> says what.</summary>
    public async Task<IReadOnlyList<Participant>?> ReadAsync(TogetherForm form, ModelStateDictionary modelState)
    {
        (await validator.ValidateAsync(form)).AddToModelState(modelState);
        var body = form.ParticipantKind is null ? null : await participants.BodyAsync(form, modelState);
        if (form.Rows.Count > SignUpTogether.Most)
        {
            modelState.AddModelError("", $"Con un modulo puoi iscrivere fino a {SignUpTogether.Most} persone: le altre con un altro modulo.");
            form.Rows.RemoveRange(SignUpTogether.Most, form.Rows.Count - SignUpTogether.Most);
        }

        var written = form.Rows.Index().Where(row => !row.Item.IsEmpty).ToList();
        var seen = new Dictionary<(string, string), int>();
        foreach (var (index, row) in written)
        {
            await CheckAsync(form, index, row, modelState);
            if (EmailAddress.TryParse(EmailOf(form, row), out var email))
            {
                var person = (email.Key, PersonName.KeyOf($"{row.FirstName} {row.LastName}"));
                if (!seen.TryAdd(person, index + 1))
                {
                    modelState.AddModelError(Field(index, nameof(row.FirstName)), $"Persona {index + 1}: è già alla riga {seen[person]}.");
                }
            }
        }

        if (written.Count == 0)
        {
            form.AddRows(TogetherForm.FirstRows);
            modelState.AddModelError(Field(0, nameof(TogetherRow.FirstName)), NobodyWritten);
        }

        return modelState.IsValid ? [.. written.Select(row => Of(form, row.Item, body))] : null;
    }

    private static async Task CheckAsync(TogetherForm form, int index, TogetherRow row, ModelStateDictionary modelState)
    {
        var typed = row.Email;
        row.Email = EmailOf(form, row);
        var result = await RowRules.ValidateAsync(row, options => options.IncludeProperties(RowFields));
        row.Email = typed;
        foreach (var error in result.Errors.Where(error => error.PropertyName != nameof(row.Email) || Text.CleanLine(typed).Length > 0))
        {
            var field = Field(index, error.PropertyName);
            if (modelState.IsFine(field))
            {
                modelState.AddModelError(field, $"Persona {index + 1}: {char.ToLower(error.ErrorMessage[0], RomeTime.Italian)}{error.ErrorMessage[1..]}");
            }
        }
    }

    private static Participant Of(TogetherForm form, TogetherRow row, Core.PublicBodies.PublicBodyEntry? body) => ParticipantReader.Of(
        new TogetherRow
        {
            FirstName = row.FirstName,
            LastName = row.LastName,
            Email = EmailOf(form, row),
            Role = row.Role,
            ParticipantKind = form.ParticipantKind,
            OtherBody = form.OtherBody,
        },
        body);

    private static string? EmailOf(TogetherForm form, TogetherRow row) =>
        Text.CleanLine(row.Email).Length > 0 ? row.Email : form.Email;

    private static string Field(int index, string name) => $"{nameof(TogetherForm.Rows)}[{index}].{name}";
}
