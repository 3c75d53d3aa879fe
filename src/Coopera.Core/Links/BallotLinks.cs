using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Coopera.Core.Links;

/// <summary>
/// The right to answer one questionnaire once. The secret is chance and is drawn while the mail is written: it stands in that mail and
/// nowhere else, so that nothing here can say whose it is (decision 0044).
/// </summary>
public readonly record struct Ballot(int SurveyId, Guid Secret)
{
    public static Ballot Draw(int surveyId) => new(surveyId, Guid.NewGuid());

    /// <summary>What is kept of one that was used.</summary>
    public Guid Mark()
    {
        Span<byte> covered = stackalloc byte[20];
        Secret.TryWriteBytes(covered);
        BinaryPrimitives.WriteInt32BigEndian(covered[16..], SurveyId);
        return new Guid(SHA256.HashData(covered).AsSpan(0, 16));
    }
}

public sealed class BallotLinks(LinkGenerations generations)
{
    private const string Purpose = "Coopera.Ballot.v1";
    private const int SecretLength = 16;
    private const int Length = SecretLength + 4;
    private const int MacLength = 9;

    public string Token(Ballot ballot)
    {
        Span<byte> content = stackalloc byte[Length];
        ballot.Secret.TryWriteBytes(content);
        BinaryPrimitives.WriteInt32BigEndian(content[SecretLength..], ballot.SurveyId);
        var seal = generations.Current;
        return CompactToken.Make(seal.Key, Aim(seal), content, MacLength);
    }

    public bool TryRead(string? token, [NotNullWhen(true)] out Ballot? ballot)
    {
        var seal = generations.Current;
        ballot = CompactToken.TrySplit(token, MacLength, out var content, out var mac) && content.Length == Length
            && CompactToken.IsGood(seal.Key, Aim(seal), content, mac)
            ? new Ballot(BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(SecretLength)), new Guid(content.AsSpan(0, SecretLength)))
            : null;
        return ballot is not null;
    }

    private static string Aim(LinkSeal seal) => $"{Purpose}/{seal.Mark}";
}
