using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Registrations;
using Microsoft.AspNetCore.DataProtection;

namespace Coopera.Core.Questionnaires;

/// <summary>
/// An answer as it lies in the box: sealed with the key ring, whose own key is in no database, and as long as the longest that these
/// questions allow, so that nobody can tell it by its length.
/// </summary>
public sealed class BallotBox(IDataProtectionProvider protection)
{
    private const int MostBytesACharacter = 3; // of UTF-8, for each of UTF-16

    private readonly IDataProtector _protector = protection.CreateProtector("Coopera.SealedAnswer.v1");

    public byte[] Seal(Survey survey, AnswerSheet sheet)
    {
        var plain = new byte[survey.Questions.Sum(LongestOf)];
        var at = 0;
        foreach (var question in survey.Questions)
        {
            var values = sheet.Given.FirstOrDefault(given => given.Question.Key == question.Key)?.Values ?? [];
            if (question.Kind == SurveyQuestionKind.Text)
            {
                var length = Encoding.UTF8.GetBytes(values is [var first, ..] ? first : "", plain.AsSpan(at + sizeof(ushort)));
                BinaryPrimitives.WriteUInt16BigEndian(plain.AsSpan(at), (ushort)length);
                at += sizeof(ushort) + length;
            }
            else
            {
                var choices = question.Choices.ToList();
                plain[at++] = (byte)values.Count;
                foreach (var value in values)
                {
                    plain[at++] = (byte)choices.IndexOf(value);
                }
            }
        }

        return For(survey).Protect(plain);
    }

    public OpenedAnswer Open(Survey survey, SealedAnswer answer)
    {
        var plain = For(survey).Unprotect(answer.Paper);
        var at = 0;
        var choices = new List<IReadOnlyList<int>>();
        var texts = new List<CountedText>();
        foreach (var question in survey.Questions)
        {
            if (question.Kind == SurveyQuestionKind.Text)
            {
                var length = BinaryPrimitives.ReadUInt16BigEndian(plain.AsSpan(at));
                at += sizeof(ushort);
                if (length > 0)
                {
                    texts.Add(new CountedText(survey.Id, question.Key, Encoding.UTF8.GetString(plain, at, length)));
                }

                at += length;
                choices.Add([]);
            }
            else
            {
                var count = plain[at++];
                choices.Add([.. plain.AsSpan(at, count).ToArray().Select(place => (int)place)]);
                at += count;
            }
        }

        CryptographicOperations.ZeroMemory(plain);
        return new OpenedAnswer(new CountedAnswer(survey.Id, choices), texts);
    }

    private static int LongestOf(SurveyQuestion question) => question.Kind == SurveyQuestionKind.Text
        ? sizeof(ushort) + (Answer.ValueMaxLength * MostBytesACharacter)
        : 1 + question.Choices.Count;

    /// <summary>What was put into one box opens in no other.</summary>
    private IDataProtector For(Survey survey) => _protector.CreateProtector(survey.Id.ToString(CultureInfo.InvariantCulture));
}

public sealed record OpenedAnswer(CountedAnswer Choices, IReadOnlyList<CountedText> Texts);
