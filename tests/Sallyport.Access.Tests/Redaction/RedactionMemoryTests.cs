using System.Buffers;
using System.Text;
using Sallyport.Access.Redaction;

namespace Sallyport.Access.Tests.Redaction;

public sealed class RedactionMemoryTests
{
    private const long Megabyte = 1024 * 1024;

    private static readonly byte[] Secrets = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i =>
        $$$"""{"metadata":{"name":"s{{{i}}}","annotations":{"a":"{{{new string('x', 1000)}}}"}},"data":{"k":"{{{new string('Q', 400)}}}"},"type":"Opaque"},""")));

    /// <summary>What is allocated is the runtime's, before it has optimised the code, and a hundredth of what goes through at most.</summary>
    [Fact]
    public void List_OfTwoHundredMegabytes_IsRedactedInConstantMemory()
    {
        var redactor = new SecretRedactor(watch: false);
        var output = new Discarding();
        redactor.Pass("{\"kind\":\"SecretList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":["u8, output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sent = 0L;

        while (sent < 200 * Megabyte)
        {
            redactor.Pass(Secrets, output);
            sent += Secrets.Length;
        }

        redactor.Pass("{\"metadata\":{}}]}"u8, output);
        redactor.Complete();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(2 * Megabyte);
        output.Written.Should().BeGreaterThan(10 * Megabyte);
    }

    /// <summary>A value as long as a Secret can hold is counted and never held.</summary>
    [Fact]
    public void Value_OfAMegabyte_IsCountedAndNotHeld()
    {
        var redactor = new SecretRedactor(watch: false);
        var output = new Discarding();
        var chunk = Encoding.ASCII.GetBytes(new string('Q', 16 * 1024));
        redactor.Pass("{\"kind\":\"Secret\",\"metadata\":{},\"data\":{\"k\":\""u8, output);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var sent = 0; sent < 4 * Megabyte / 3; sent += chunk.Length)
        {
            redactor.Pass(chunk, output);
        }

        redactor.Pass("\"}}"u8, output);
        redactor.Complete();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(100_000);
    }

    private sealed class Discarding : IBufferWriter<byte>
    {
        private byte[] _buffer = new byte[64 * 1024];

        public long Written { get; private set; }

        public void Advance(int count) => Written += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (sizeHint > _buffer.Length)
            {
                _buffer = new byte[sizeHint];
            }

            return _buffer;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
