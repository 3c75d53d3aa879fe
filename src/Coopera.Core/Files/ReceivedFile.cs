namespace Coopera.Core.Files;

/// <param name="Name">As the sender's machine calls it: untrusted.</param>
/// <param name="Open">A stream from the beginning; whoever asks for it closes it.</param>
public sealed record ReceivedFile(string Name, long Length, Func<Stream> Open);
