using Coopera.Domain.Webinars;
using Coopera.Web.Public.Registrations;

namespace Coopera.Web.Tests.Registrations;

/// <summary>Where a question stands on the form.</summary>
internal static class QuestionFields
{
    public static string Field(this Question question) => PersonForm.AnswerField(question.Key);

    /// <summary>The id of its field on the page.</summary>
    public static string Id(this Question question) => question.Field().Replace('[', '_').Replace(']', '_');
}
