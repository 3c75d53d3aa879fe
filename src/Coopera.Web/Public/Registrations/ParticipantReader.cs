using Coopera.Core;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Coopera.Web.Public.Registrations;

public sealed class ParticipantReader(PublicBodyDirectory directory)
{
    /// <summary>Null when something is wrong: <paramref name="modelState"/> says what, in Italian.</summary>
    public async Task<Participant?> ReadAsync<TForm>(TForm form, IValidator<TForm> validator, ModelStateDictionary modelState)
        where TForm : PersonForm
    {
        (await validator.ValidateAsync(form)).AddToModelState(modelState);
        var body = await BodyAsync(form, modelState);
        var answers = CheckAnswers(form, modelState);
        if (!modelState.IsValid)
        {
            return null;
        }

        return Of(form, body) with { Answers = answers };
    }

    /// <summary>Of a form that is right, without its answers.</summary>
    public static Participant Of(PersonForm form, PublicBodyEntry? body)
    {
        var named = form.ParticipantKind != ParticipantKind.Citizen;
        var other = named && body is null ? Line(form.OtherBody) : null;
        return new Participant(
            Text.CleanLine(form.FirstName),
            Text.CleanLine(form.LastName),
            EmailAddress.Parse(form.Email!),
            form.ParticipantKind!.Value,
            named ? body?.Code : null,
            other,
            named ? body?.FullName ?? other : null,
            named ? Line(form.Role) : null,
            form.AsksPhone ? Line(form.Phone) : null)
        {
            SharesMailbox = form.IsOtherAtMailbox,
        };
    }

    private static AnswerSheet? CheckAnswers(PersonForm form, ModelStateDictionary modelState)
    {
        if (form.Questions is { IsEmpty: true, Version: null })
        {
            return null;
        }

        form.ChangedQuestions = form.QuestionsSeen is { } seen ? form.Questions.ChangedSince(seen) : [];
        if (form.ChangedQuestions.Count > 0)
        {
            modelState.AddModelError("", QuestionPhrases.ChangedWhileWriting);
        }

        var answers = form.Questions.Check(form.TypedAnswers());
        foreach (var problem in answers.Problems)
        {
            modelState.AddModelError(PersonForm.AnswerField(problem.Question.Key), problem.Sentence());
        }

        return answers;
    }

    /// <summary>Null, too, when it is outside the register or none was named.</summary>
    public async Task<PublicBodyEntry?> BodyAsync(PersonForm form, ModelStateDictionary modelState)
    {
        if (form.ParticipantKind is null or ParticipantKind.Citizen || form.PublicBodyCode == PersonForm.NotInRegister)
        {
            return null;
        }

        if (!string.IsNullOrEmpty(form.PublicBodyCode))
        {
            var chosen = await directory.FindAsync(form.PublicBodyCode);
            if (chosen is null)
            {
                modelState.AddModelError(nameof(form.OtherBody), Phrases.UnknownBody);
            }

            return chosen;
        }

        if (await directory.ResolveAsync(form.OtherBody) is { } exact)
        {
            return exact;
        }

        // Staff of a body are asked when the name leaves a doubt; partners and operators are rarely in the register.
        form.BodyMatches = form.ParticipantKind == ParticipantKind.Staff ? await directory.SearchAsync(form.OtherBody) : [];
        if (BodyChoice.Doubt(form.BodyMatches) is { } question)
        {
            modelState.AddModelError(nameof(form.PublicBodyCode), question);
        }

        return null;
    }

    private static string? Line(string? value) => Text.CleanLine(value) is { Length: > 0 } line ? line : null;
}
