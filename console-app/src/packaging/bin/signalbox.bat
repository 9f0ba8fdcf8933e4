@echo off
rem Starts Signalbox on the Java runtime it carries. SIGNALBOX_JAVA_OPTS adds options for the Java machine.
setlocal
for %%i in ("%~dp0..") do set "APP=%%~fi"
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
set "CLASSPATH="
set "AOT="
if exist "%APP%\lib\signalbox.aot" set AOT="-XX:AOTCache=%APP%\lib\signalbox.aot"
"%APP%\runtime\bin\java.exe" "@%APP%\lib\java.options" %AOT% %SIGNALBOX_JAVA_OPTS% "-Dsignalbox.home=%APP%" -cp "%APP%\lib\console-app.jar" io.signalbox.app.Main %*
